package org.ignition.log;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NoPlatformLoggersTest {

  @Test
  void isWhatTheJdkLogsTo() {
    assertTrue(System.LoggerFinder.getLoggerFinder() instanceof NoPlatformLoggers);
    System.Logger logger = System.getLogger("java.lang.Runtime");
    for (System.Logger.Level level : System.Logger.Level.values()) {
      assertFalse(level != System.Logger.Level.OFF && logger.isLoggable(level), level::name);
    }
  }
}
