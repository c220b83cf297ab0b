package org.ignition.ssh;

import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import java.time.Duration;
import java.util.List;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/** Says why a host can't be used over SSH. */
final class SshProblem {

  private static final int LONGEST = 200;

  private SshProblem() {}

  static IgnitionException connecting(SshHost host, SeenKey key, JSchException cause) {
    if (cause instanceof JSchHostKeyException) {
      return hostKey(host, key, cause);
    }
    String said = String.valueOf(cause.getMessage());
    return said.startsWith("Auth fail") || said.startsWith("Auth cancel")
        ? new RemoteException(
            Problem.of(
                ErrorCode.SSH_LOGIN_FAILED,
                "The host " + host + " refused the login",
                "It takes neither this user nor this key, or not together",
                "Add the key's public half to ~/.ssh/authorized_keys of that user, or correct"
                    + " `ssh-key` and the host"),
            cause)
        : unreachable(host, said, cause);
  }

  /** Whoever answers may be somebody else, so that nothing is sent. */
  private static PolicyException hostKey(SshHost host, SeenKey key, JSchException cause) {
    boolean changed = cause instanceof JSchChangedHostKeyException;
    return new PolicyException(
        Problem.of(
            ErrorCode.SSH_HOST_KEY,
            changed
                ? "The host " + host + " shows another key than the known one"
                : "The key of the host " + host + " is not known",
            "Its fingerprint is "
                + key.fingerprint()
                + "; somebody else could answer in its place, so nothing was sent",
            "Compare it with what the host itself says (ssh-keygen -lf"
                + " /etc/ssh/ssh_host_ed25519_key.pub), then give this line as a known host: "
                + host.knownName()
                + " "
                + key.line()),
        cause);
  }

  private static RemoteException unreachable(SshHost host, String said, Throwable cause) {
    return new RemoteException(
        Problem.of(
            ErrorCode.SSH_UNREACHABLE,
            "The host " + host + " can't be reached over SSH",
            "It said: " + Quoted.line(said, LONGEST),
            "Check its name and port, and that this machine may connect to it"),
        cause);
  }

  static RemoteException lost(SshHost host, Throwable cause) {
    return unreachable(host, "the session ended (" + cause.getMessage() + ")", cause);
  }

  static RemoteException banned(SshHost host, String to, Throwable cause) {
    return forward(
        "The host " + host + " forwards no connections",
        "Its sshd says: administratively prohibited",
        "Set `AllowTcpForwarding local` for this user in its sshd_config, and `PermitOpen` to allow "
            + to,
        cause);
  }

  static RemoteException nobody(SshHost host, String to, Throwable cause) {
    return forward(
        "From the host " + host + " nobody answers at " + to,
        "It was asked to connect there and could not",
        "Check the address in `database-url`, which is looked up on that host; for a database in a"
            + " container name its service",
        cause);
  }

  private static RemoteException forward(String what, String why, String advice, Throwable cause) {
    return new RemoteException(Problem.of(ErrorCode.SSH_FORWARD_REFUSED, what, why, advice), cause);
  }

  static RemoteException late(SshHost host, List<String> words, Duration limit) {
    return new RemoteException(
        Problem.of(
            ErrorCode.SSH_COMMAND_FAILED,
            "A command on "
                + host
                + " did not end within "
                + limit.toSeconds()
                + " s: "
                + Quoted.of(String.join(" ", words)),
            "",
            "Run it there by hand to see what it waits for"));
  }

  static RemoteException stalled(SshHost host, Duration quiet) {
    return new RemoteException(
        Problem.of(
            ErrorCode.SSH_UNREACHABLE,
            "The host " + host + " took and gave no byte for " + quiet.toSeconds() + " s",
            "The network on the way is stuck, or its disk is",
            "Look at both, then run again"));
  }

  /** The thread stays interrupted. */
  static CancelledException cancelled(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new CancelledException(
        Problem.of(
            ErrorCode.CANCELLED,
            "Cancelled while working over SSH",
            "",
            "Run the same command again"),
        cause);
  }
}
