package org.ignition.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A login that is tried again where the host hangs up before it has answered it, as one does that
 * is starting, or that has too many of them at once ({@code MaxStartups} of sshd_config). A login
 * that was refused is not tried again: some hosts ban whoever does.
 *
 * @param jsch has the key
 * @param known the host keys that are known
 */
record SshLogin(JSch jsch, SshHost host, SeenKey known) {

  private static final int CONNECT_MILLIS = 20_000;

  /** A network that is gone is noticed after a minute. */
  private static final int ALIVE_MILLIS = 15_000;

  private static final int ALIVE_COUNT = 4;

  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How the library says that the other side closed the connection; it has no type for that. */
  private static final String END = "End of IO Stream Read";

  private static final String HUNG_UP = "connection is closed by foreign host";

  /** The session of the first attempt that was let in. */
  Session session() throws JSchException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt();
      } catch (JSchException e) {
        if (attempt == ATTEMPTS || !isHangup(e)) {
          throw e;
        }
        Thread.sleep(PAUSE.multipliedBy(attempt));
      }
    }
  }

  private Session attempt() throws JSchException {
    Session session = jsch.getSession(host.user(), host.host(), host.port());
    session.setHostKeyRepository(known);
    session.setConfig("StrictHostKeyChecking", "yes");
    session.setConfig("PreferredAuthentications", "publickey");
    session.setServerAliveInterval(ALIVE_MILLIS);
    session.setServerAliveCountMax(ALIVE_COUNT);
    session.setDaemonThread(true);
    session.connect(CONNECT_MILLIS);
    return session;
  }

  /** Refused, reset or closed; a host that is silent has been waited for already. */
  private static boolean isHangup(JSchException failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(cause ->
            cause instanceof ConnectException
                || cause.getClass() == SocketException.class
                || says(cause, END)
                || says(cause, HUNG_UP));
  }

  private static boolean says(Throwable cause, String words) {
    return String.valueOf(cause.getMessage()).contains(words);
  }
}
