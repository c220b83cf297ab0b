package org.ignition.command.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.ignition.command.Input;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/**
 * Where secrets come from at a terminal: a file that was named, standard input, or an environment
 * variable, the first that there is.
 */
final class SecretSource {

  private static final String STANDARD_INPUT = "-";

  /** The most bytes of a file that are read; no secret is larger. */
  private static final int LARGEST_FILE = 64 * 1024;

  private final Map<String, String> environment;
  private final Supplier<String> standardInput;

  SecretSource(Map<String, String> environment, Supplier<String> standardInput) {
    this.environment = environment;
    this.standardInput = standardInput;
  }

  /**
   * The secret, or empty text when there is none.
   *
   * @param file what the option names; empty when it wasn't given
   */
  String read(Input secret, String file) {
    if (file.isEmpty()) {
      return environment.getOrDefault(OptionSpecs.variable(secret), "");
    }
    return file.equals(STANDARD_INPUT) ? standardInput.get() : readFile(secret, file);
  }

  private static String readFile(Input secret, String file) {
    try (InputStream stream = Files.newInputStream(Path.of(file))) {
      byte[] bytes = stream.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        throw new InputException(unreadable(secret, file, "is larger than any secret"));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IOException | InvalidPathException e) {
      throw new InputException(unreadable(secret, file, "cannot be read as text"), e);
    }
  }

  private static Problem unreadable(Input secret, String file, String why) {
    return Problem.of(
        ErrorCode.INPUT_INVALID,
        "The file of `" + OptionSpecs.option(secret) + "` " + why + ": " + Quoted.of(file),
        "",
        "Name a file that holds nothing but the secret, or set " + OptionSpecs.variable(secret));
  }
}
