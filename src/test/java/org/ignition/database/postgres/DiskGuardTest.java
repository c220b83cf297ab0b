package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When the guard acts, on a disk that is a number. */
class DiskGuardTest {

  @Test
  void keepsAGibibyteOrHalfOfLess() {
    assertEquals(1L << 30, DiskGuard.least(50L << 30));
    assertEquals(1L << 20, DiskGuard.least(2L << 20));
  }

  @Test
  void endsSessionsWhenLittleIsLeft() throws Exception {
    AtomicLong free = new AtomicLong(1000);
    CountDownLatch ended = new CountDownLatch(1);
    try (DiskGuard guard = new DiskGuard(free::get, ended::countDown)) {
      free.set(501);
      assertFalse(ended.await(200, TimeUnit.MILLISECONDS));
      free.set(499);
      assertTrue(ended.await(10, TimeUnit.SECONDS));
      assertTrue(guard.hasActed());
    }
  }
}
