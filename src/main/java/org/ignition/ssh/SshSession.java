package org.ignition.ssh;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A login on a host. Commands and forwards of it may be used by several threads at once. */
public final class SshSession implements AutoCloseable {

  private static final int CHANNEL_MILLIS = 15_000;
  private static final int LOOK_MILLIS = 10;
  private static final int LOST_TRIES = 500;

  /** RFC 4254, section 5.1. */
  private static final int ADMINISTRATIVELY_PROHIBITED = 1;

  private static final String LOOPBACK = "127.0.0.1";

  private final SshHost host;
  private final Session session;
  private volatile boolean doubtful;

  private SshSession(SshHost host, Session session) {
    this.host = host;
    this.session = session;
  }

  /**
   * Logs in, if the host shows a key that is known.
   *
   * @throws org.ignition.failure.PolicyException when it shows another, or one that nobody knows;
   *     nothing was sent to it then
   * @throws org.ignition.failure.RemoteException when it does not answer or refuses the login
   */
  public static SshSession open(SshHost host, SshKey key, KnownHosts knownHosts) {
    JSch jsch = new JSch();
    SeenKey seen = known(jsch, knownHosts);
    try {
      key.addTo(jsch);
      return new SshSession(host, new SshLogin(jsch, host, seen).session());
    } catch (JSchException e) {
      throw SshProblem.connecting(host, seen, e);
    } catch (InterruptedException e) {
      throw SshProblem.cancelled(e);
    }
  }

  private static SeenKey known(JSch jsch, KnownHosts knownHosts) {
    try {
      jsch.setKnownHosts(
          new ByteArrayInputStream(
              knownHosts.lines().replace("\r", "").getBytes(StandardCharsets.UTF_8)));
      return new SeenKey(jsch.getHostKeyRepository());
    } catch (JSchException e) {
      throw new IllegalStateException(e); // Not from text in memory.
    }
  }

  /** Where it is logged in. */
  public SshHost host() {
    return host;
  }

  /**
   * Whether it can be relied on for another command. A server that gets bytes for a command whose
   * end it has told takes that for an attack and ends the session, a moment later: after a command
   * that ended while bytes were on their way to it, nobody knows.
   */
  public boolean isReliable() {
    return session.isConnected() && !doubtful;
  }

  /**
   * Runs a program there with arguments, in the user's home folder. None of the words means
   * anything to a shell.
   *
   * @param limit after which it is left alone
   * @throws IllegalArgumentException when a word holds a control character
   * @throws org.ignition.failure.RemoteException when it does not end, or the session does
   */
  public RemoteOutput run(Duration limit, List<String> words) {
    Beginning output = new Beginning();
    RemoteEnd end =
        exec(
            RemoteWords.quoted(words),
            channel -> channel.setOutputStream(new OwnOutput(output)),
            channel -> {
              if (!ended(channel, limit)) {
                throw SshProblem.late(host, words, limit);
              }
            });
    return new RemoteOutput(end.exitCode(), output.text(), end.errors());
  }

  /**
   * Runs a script there, in the user's home folder, and carries bytes to it and from it for as long
   * as they move.
   *
   * @param quiet how long no byte may move before it is given up
   * @throws IOException when one of the streams does not work
   * @throws IllegalArgumentException when a word holds a control character
   * @throws org.ignition.failure.RemoteException when it stalls, or the session ends
   */
  public RemoteEnd run(RemoteScript script, RemoteStreams streams, Duration quiet)
      throws IOException {
    WatchedStreams watched = new WatchedStreams(streams);
    try {
      RemoteEnd end =
          exec(
              script.command(),
              channel -> {
                channel.setInputStream(watched.input());
                channel.setOutputStream(new OwnOutput(watched.output()));
              },
              channel -> await(channel, watched, quiet));
      watched.throwFailure();
      return end;
    } finally {
      if (watched.isSending()) {
        doubtful = true;
      }
    }
  }

  private void await(ChannelExec channel, WatchedStreams watched, Duration quiet)
      throws InterruptedException {
    while (!channel.isClosed() && !watched.hasFailed()) {
      if (watched.quietNanos() > quiet.toNanos()) {
        throw SshProblem.stalled(host, quiet);
      }
      watched.tell();
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** What is done with a command's channel. */
  @FunctionalInterface
  private interface ChannelUse {
    void accept(ChannelExec channel) throws InterruptedException;
  }

  private RemoteEnd exec(String command, ChannelUse prepare, ChannelUse await) {
    Beginning errors = new Beginning();
    ChannelExec channel = null;
    try {
      channel = (ChannelExec) opened("exec");
      channel.setCommand(OwnOutput.marked(command));
      channel.setErrStream(errors);
      prepare.accept(channel);
      connect(channel);
      await.accept(channel);
      if (channel.getExitStatus() < 0 && isLost()) {
        throw SshProblem.lost(host, new JSchException("while a command ran"));
      }
      return new RemoteEnd(channel.getExitStatus(), errors.text());
    } catch (JSchException e) {
      throw SshProblem.lost(host, e);
    } catch (InterruptedException e) {
      throw SshProblem.cancelled(e);
    } finally {
      if (channel != null) {
        channel.disconnect();
      }
    }
  }

  /** The library gives none when the session ends at this moment. */
  private Channel opened(String type) throws JSchException {
    @Nullable Channel channel = session.openChannel(type);
    if (channel == null) {
      throw new JSchException("session is down");
    }
    return channel;
  }

  /** By another thread: the library forgets of one that it was interrupted. */
  private static void connect(ChannelExec channel) throws JSchException, InterruptedException {
    FutureTask<Boolean> connecting =
        new FutureTask<>(() -> {
          channel.connect(CHANNEL_MILLIS);
          return true;
        });
    Thread.ofVirtual().start(connecting);
    try {
      connecting.get();
    } catch (ExecutionException e) {
      if (hasEnded(channel)) {
        return;
      }
      if (e.getCause() instanceof JSchException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * The library falls over a command that ends while it is about to send its input: {@code
   * ChannelExec.start} uses a thread that {@code Channel.disconnect} forgets meanwhile. By then the
   * exit code and all output are here.
   */
  private static boolean hasEnded(ChannelExec channel) {
    return channel.isClosed() && channel.getExitStatus() >= 0;
  }

  private static boolean ended(ChannelExec channel, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!channel.isClosed() && System.nanoTime() - end < 0) {
      Thread.sleep(LOOK_MILLIS);
    }
    return channel.isClosed();
  }

  /**
   * The library ends a session's channels a moment before the session, which is a long one where
   * its thread has to wait for its turn. A command that a signal ended waits for nothing here: that
   * is rare.
   */
  private boolean isLost() throws InterruptedException {
    for (int tries = 0; tries < LOST_TRIES && session.isConnected(); tries++) {
      Thread.sleep(LOOK_MILLIS);
    }
    return !session.isConnected();
  }

  /**
   * Listens on a port of 127.0.0.1 and connects whoever comes there to {@code remotePort} of {@code
   * remoteHost}, as the host knows it, until this session is closed.
   *
   * @return the port
   */
  public int forward(String remoteHost, int remotePort) {
    try {
      return session.setPortForwardingL(
          LOOPBACK, 0, unbracketed(remoteHost), remotePort, null, CHANNEL_MILLIS);
    } catch (JSchException e) {
      throw SshProblem.lost(host, e);
    }
  }

  /** Tries the far end of a forward; empty when somebody answers there. */
  public Optional<ForwardRefusal> refusal(String remoteHost, int remotePort) {
    ChannelDirectTCPIP channel = null;
    try {
      channel = (ChannelDirectTCPIP) opened("direct-tcpip");
      channel.setHost(unbracketed(remoteHost));
      channel.setPort(remotePort);
      channel.connect(CHANNEL_MILLIS);
      return Optional.empty();
    } catch (JSchException e) {
      return Optional.of(refusal(channel, remoteHost + ":" + remotePort, e));
    } finally {
      if (channel != null) {
        channel.disconnect();
      }
    }
  }

  private ForwardRefusal refusal(
      @Nullable ChannelDirectTCPIP channel, String to, JSchException cause) {
    if (channel == null || !session.isConnected()) {
      return new ForwardRefusal(SshProblem.lost(host, cause), true);
    }
    boolean banned = channel.getExitStatus() == ADMINISTRATIVELY_PROHIBITED;
    return new ForwardRefusal(
        banned ? SshProblem.banned(host, to, cause) : SshProblem.nobody(host, to, cause), banned);
  }

  private static String unbracketed(String name) {
    return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
  }

  @Override
  public void close() {
    session.disconnect();
  }
}
