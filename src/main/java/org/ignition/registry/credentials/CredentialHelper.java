package org.ignition.registry.credentials;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code docker-credential-X get}: the registry on its input, {@code {"Username", "Secret"}}
 * on its output (docker-credential-helpers, "Development"). What a helper prints is never repeated,
 * since it may hold the secret.
 */
final class CredentialHelper {

  /** Helpers that exist take well under a second; some wait for a person to unlock a keyring. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final String NOT_FOUND = "credentials not found";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final UnaryOperator<String> program;
  private final Duration limit;

  /**
   * @param program gives the executable for a program's name
   * @param limit after which a helper is ended
   */
  CredentialHelper(UnaryOperator<String> program, Duration limit) {
    this.program = program;
    this.limit = limit;
  }

  /** Finds helpers on the PATH, as docker does. */
  static CredentialHelper onPath() {
    return new CredentialHelper(UnaryOperator.identity(), LIMIT);
  }

  /**
   * Asks helper {@code name} for the login at {@code registry}.
   *
   * @return empty when the helper has none
   * @throws InputException when the helper is missing, fails, hangs or prints something else
   */
  Optional<Credential> ask(String name, String registry) {
    if (!NAME.matcher(name).matches()) {
      throw unreadable(name, "is not a name of a credential helper", null);
    }
    try {
      return answer(name, run(name, registry));
    } catch (IOException e) {
      throw unreadable(name, "cannot be run", e);
    } catch (TimeoutException e) {
      throw unreadable(name, "did not answer within " + limit.toSeconds() + " s", e);
    }
  }

  private Output run(String name, String registry) throws IOException, TimeoutException {
    Process process =
        new ProcessBuilder(List.of(program.apply("docker-credential-" + name), "get"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream input = process.getOutputStream();
        InputStream output = process.getInputStream()) {
      tell(input, registry);
      return await(process, output);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A helper may answer without reading; that it closed its input early is no failure. */
  private static void tell(OutputStream input, String registry) {
    try {
      input.write((registry + "\n").getBytes(StandardCharsets.UTF_8));
      input.close();
    } catch (IOException e) {
      // Its exit status and its answer tell.
    }
  }

  private Output await(Process process, InputStream output) throws IOException, TimeoutException {
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> readInto(read, output));
    try {
      byte[] text = read.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException();
      }
      return new Output(process.exitValue(), new String(text, StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(
          Problem.of(ErrorCode.CANCELLED, "Cancelled while reading a login", "", ""), e);
    }
  }

  private static void readInto(CompletableFuture<byte[]> result, InputStream output) {
    try {
      result.complete(output.readNBytes(LONGEST_ANSWER));
    } catch (IOException e) {
      result.completeExceptionally(e);
    }
  }

  private static Optional<Credential> answer(String name, Output output) {
    if (output.status != 0) {
      if (output.text.contains(NOT_FOUND)) {
        return Optional.empty();
      }
      throw unreadable(name, "failed with status " + output.status, null);
    }
    DocumentKind kind =
        DocumentKind.of(
            ErrorCode.CREDENTIALS_UNREADABLE,
            problem -> unreadable(name, "did not print a login as JSON", null));
    Fields fields =
        Fields.of(Documents.json(output.text, Path.of("credential helper"), kind), kind, "");
    return Optional.of(
        Credential.of(fields.text("Username").orElse(""), fields.requiredText("Secret")));
  }

  private static InputException unreadable(String name, String what, @Nullable Throwable cause) {
    Problem problem =
        Problem.of(
            ErrorCode.CREDENTIALS_UNREADABLE,
            "Credential helper " + Quoted.of("docker-credential-" + name) + " " + what,
            "Docker's configuration names it for this registry",
            "Try it with `docker-credential-"
                + (NAME.matcher(name).matches() ? name : "X")
                + " get`, or remove it from docker's config.json, or give a login as an input");
    return cause == null ? new InputException(problem) : new InputException(problem, cause);
  }

  private record Output(int status, String text) {}
}
