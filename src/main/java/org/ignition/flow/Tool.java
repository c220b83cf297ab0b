package org.ignition.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** This program's name and version. */
public final class Tool {

  /** What it is called where it signs what it made. */
  public static final String NAME = "ignition-release";

  private Tool() {}

  /** As the build wrote it into the jar. */
  public static String version() {
    Properties properties = new Properties();
    try (InputStream in = Tool.class.getResourceAsStream("/org/ignition/tool.properties")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks tool.properties");
      }
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
