package org.ignition.database.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ignition.resource.ResourceText;

/** A shell script that travels in the jar and is given to {@code sh} as text, never as a file. */
enum Script {
  INITIALIZE("initialize.sh"),
  GUARD("guard.sh");

  /** All that a server needs to see of ours; times and messages are the same on every machine. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LC_ALL", "C.UTF-8", "TZ", "UTC");

  private final String file;

  Script(String file) {
    this.file = file;
  }

  /** Started in an empty environment, in the root folder. */
  Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", text(), file));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    return builder.redirectErrorStream(true).start();
  }

  private String text() {
    return ResourceText.of(Script.class, file);
  }
}
