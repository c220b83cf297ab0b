package org.ignition.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;

/** Finds the configuration file and reads its text. */
record ConfigurationFile(Path workspace, Optional<Path> named) {

  /** Far above any real configuration; keeps a wrong path from filling the memory. */
  private static final int LARGEST = 1 << 20;

  private static final Path MISSPELT = Path.of("ignition.yaml");

  /** The file's text; empty when no file was named and there is none. */
  Optional<String> text() {
    Path name = named.orElse(Configuration.DEFAULT_FILE);
    Path file = workspace.resolve(name);
    if (Files.isRegularFile(file)) {
      return Optional.of(decoded(bytes(file, name), name));
    }
    if (Files.exists(file)) {
      throw notFound(name, "The configuration is not a file: " + name, "Name a YAML file");
    }
    if (named.isPresent()) {
      throw notFound(name, "Configuration file not found: " + name, "Check the path");
    }
    rejectMisspelt();
    return Optional.empty();
  }

  /** Running on defaults beside a file that was meant to be read would surprise late. */
  private void rejectMisspelt() {
    if (Files.exists(workspace.resolve(MISSPELT))) {
      throw notFound(
          MISSPELT,
          "The configuration is named " + Configuration.DEFAULT_FILE + ", not " + MISSPELT,
          "Rename the file, or name it with the input `config`");
    }
  }

  private static byte[] bytes(Path file, Path name) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw unreadable(name, "The file is larger than 1 MiB", "Name the configuration file");
      }
      return bytes;
    } catch (IOException e) {
      throw new InputException(
          Problem.of(
                  ErrorCode.CONFIG_NOT_FOUND,
                  "Configuration file cannot be read",
                  "",
                  "Check the file's permissions")
              .at(SourceLocation.of(name)),
          e);
    }
  }

  private static String decoded(byte[] bytes, Path name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw unreadable(name, "The file is not UTF-8 text", "Save the file as UTF-8");
    }
  }

  private static InputException notFound(Path name, String what, String advice) {
    return new InputException(
        Problem.of(ErrorCode.CONFIG_NOT_FOUND, what, "", advice).at(SourceLocation.of(name)));
  }

  private static InputException unreadable(Path name, String what, String advice) {
    return new InputException(
        Problem.of(ErrorCode.CONFIG_SYNTAX, what, "", advice).at(SourceLocation.of(name)));
  }
}
