package org.ignition.log;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own logging, which says nothing here: what users should know is told by {@link Log}. As
 * the JDK looks for this service at every start, and takes the first that it finds, it also need
 * not open every library on the class path to learn that there is none.
 */
public final class NoPlatformLoggers extends System.LoggerFinder {

  /** For the JDK, which makes it by its name in {@code META-INF/services}. */
  public NoPlatformLoggers() {}

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Silent(name);
  }

  private record Silent(String name) implements System.Logger {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return false;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {}

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... parameters) {}
  }
}
