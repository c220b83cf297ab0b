package org.ignition.ssh;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * The keys of hosts.
 *
 * @param lines in the form of {@code known_hosts}, see {@code sshd(8)}; hashed names too
 */
public record KnownHosts(String lines) {

  /** Those of {@code home}'s user; none where there is no file. */
  public static KnownHosts ofUser(Path home) {
    Path file = home.resolve(".ssh").resolve("known_hosts");
    try {
      return new KnownHosts(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return new KnownHosts("");
    } catch (MalformedInputException e) {
      throw unreadable(file, "it is not in UTF-8", e);
    } catch (IOException e) {
      throw unreadable(file, e.getClass().getSimpleName(), e);
    }
  }

  private static InputException unreadable(Path file, String why, IOException cause) {
    return new InputException(
        Problem.of(
            ErrorCode.SSH_HOST_KEY,
            "The keys of known hosts can't be read from " + file,
            why,
            "Make the file readable"),
        cause);
  }

  /** These and {@code others}. */
  public KnownHosts and(KnownHosts others) {
    return new KnownHosts(lines + "\n" + others.lines);
  }
}
