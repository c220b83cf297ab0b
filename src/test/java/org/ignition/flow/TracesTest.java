package org.ignition.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TracesTest {

  @Test
  void tellsClassesAndLinesAndNoMessage() {
    String trace = Traces.of(new IllegalStateException("hunter2", new IOException("hunter3")));
    assertTrue(trace.startsWith("java.lang.IllegalStateException\n    at "), trace);
    assertTrue(trace.contains("\ncaused by java.io.IOException\n    at "), trace);
    assertFalse(trace.contains("hunter"), trace);
    assertTrue(trace.contains("TracesTest.java:"), trace);
  }

  @Test
  void endsWithACauseThatCausesItself() {
    Exception one = new IOException("a");
    Exception two = new IOException("b", one);
    one.initCause(two);
    assertEquals(7, Traces.of(two).split("\ncaused by ", -1).length - 1);
  }
}
