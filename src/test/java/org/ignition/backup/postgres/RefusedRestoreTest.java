package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.ignition.backup.postgres.ScratchRestore.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is to blame for what a restore said. */
class RefusedRestoreTest {

  @Test
  void blamesTheBackupForWhatNoServerTakes() {
    assertEquals(
        Optional.of(new Outcome.Refused("syntax error at or near \"x\"")),
        RefusedRestore.of(
            """
            pg_restore: error: could not execute query: ERROR:  syntax error at or near "x"
            LINE 1: x
            Command was: x\
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "collation \"de_DE.utf8\" for encoding \"UTF8\" does not exist",
        "could not access file \"$libdir/postgis-3\": No such file or directory",
        "could not extend file \"base/5/1\": No space left on device",
        "permission denied to create event trigger \"x\"",
        "invalid byte sequence for encoding \"UTF8\": 0xff",
        "terminating connection due to administrator command"
      })
  void blamesTheServerForWhatItLacks(String said) {
    assertEquals(
        Optional.of(new Outcome.Impossible("the server here refused it: " + said)),
        RefusedRestore.of("pg_restore: error: could not execute query: ERROR:  " + said));
  }

  @Test
  void blamesTheArchiveWhereNoServerSpoke() {
    assertEquals(
        Optional.empty(),
        RefusedRestore.of("pg_restore: error: could not read from input file: end of file"));
    assertEquals(
        Optional.of(new Outcome.Impossible("the server here ended")),
        RefusedRestore.of("pg_restore: error: server closed the connection unexpectedly"));
  }
}
