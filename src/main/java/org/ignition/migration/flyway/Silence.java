package org.ignition.migration.flyway;

import org.flywaydb.core.api.logging.Log;

/** What Flyway has to say: banners, and what we say ourselves. */
final class Silence implements Log {

  @Override
  public void debug(String message) {}

  @Override
  public void info(String message) {}

  @Override
  public void warn(String message) {}

  @Override
  public void error(String message) {}

  @Override
  public void error(String message, Exception e) {}

  @Override
  public void notice(String message) {}
}
