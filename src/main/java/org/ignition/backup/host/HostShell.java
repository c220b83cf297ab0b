package org.ignition.backup.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.ignition.ssh.RemoteEnd;
import org.ignition.ssh.RemoteStreams;
import org.ignition.ssh.SshSession;
import org.jspecify.annotations.Nullable;

/** Runs our scripts in a folder of a host. */
final class HostShell implements AutoCloseable {

  private final Supplier<SshSession> login;
  private final String folder;
  private @Nullable SshSession session;

  /**
   * Of {@code folder}, see {@link HostFolder#of}.
   *
   * @param login used when the first script runs, and again when its session was lost or may be: a
   *     script can then still clear away what that one left
   */
  HostShell(Supplier<SshSession> login, String folder) {
    this.login = login;
    this.folder = folder;
  }

  String folder() {
    return folder;
  }

  private synchronized SshSession session() {
    if (session == null || !session.isReliable()) {
      close();
      session = login.get();
    }
    return session;
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.close();
    }
  }

  /** What came of a script. */
  static final class Answer {

    private final RemoteEnd end;
    private final byte[] output;

    private Answer(RemoteEnd end, byte[] output) {
      this.end = end;
      this.output = output;
    }

    /** How it ended. */
    RemoteEnd end() {
      return end;
    }

    /** What it printed, as it was printed. */
    byte[] output() {
      return output.clone();
    }

    boolean isDone() {
      return end.exitCode() == 0;
    }

    String text() {
      return new String(output, StandardCharsets.UTF_8);
    }
  }

  /** Runs a script whose bytes come from elsewhere or go there. */
  RemoteEnd run(HostScript script, RemoteStreams streams, String... words) throws IOException {
    return session().run(script.in(folder, words), streams, script.quiet());
  }

  /** Runs a script that reads nothing. */
  Answer ask(HostScript script, String... words) {
    return ask(script, new byte[0], words);
  }

  /** Runs a script that reads {@code input}. */
  Answer ask(HostScript script, byte[] input, String... words) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    RemoteStreams streams = new RemoteStreams(new ByteArrayInputStream(input), output, _ -> {});
    try {
      return new Answer(run(script, streams, words), output.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory does not fail.
    }
  }

  /** Removes files; which of them are still there. */
  Answer remove(List<String> names) {
    return ask(HostScript.REMOVE, String.join("\n", names).getBytes(StandardCharsets.US_ASCII));
  }
}
