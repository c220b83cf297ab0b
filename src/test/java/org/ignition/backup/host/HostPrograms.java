package org.ignition.backup.host;

import org.ignition.ssh.KnownHosts;
import org.ignition.ssh.SshHost;
import org.ignition.ssh.SshKey;
import org.ignition.ssh.SshSession;
import org.ignition.testing.RealTool;
import org.ignition.testing.Sshd;

/** Whose shell and tools a host has. */
enum HostPrograms {
  /** Those of this machine. */
  DEBIAN,
  /** BusyBox's, as on Alpine: its shell takes its own tools before all others. */
  BUSYBOX;

  /** A real sshd of such a host; see {@link Sshd#start}. */
  Sshd start(String... options) throws Exception {
    Sshd sshd = Sshd.start(options);
    if (this == BUSYBOX) {
      sshd.program("sh", "exec " + RealTool.require("busybox") + " sh \"$@\"");
    }
    return sshd;
  }

  /**
   * The same, but what runs there runs as nobody if we are root, who may do everything everywhere.
   */
  Sshd startAsNobody() throws Exception {
    if (!"root".equals(System.getProperty("user.name"))) {
      return start();
    }
    String shell = this == BUSYBOX ? RealTool.require("busybox") + " sh" : "sh";
    return Sshd.start(
        "ForceCommand exec setpriv --reuid=nobody --regid=nogroup --clear-groups -- %s -c %s"
            .formatted(shell, "\"$SSH_ORIGINAL_COMMAND\""));
  }

  /** A store there, reached by a port that leads to {@code sshd}. */
  static HostStore store(Sshd sshd, int port, String folder) throws Exception {
    SshHost host = new SshHost(System.getProperty("user.name"), "127.0.0.1", port);
    SshKey key = SshKey.parse(sshd.key());
    KnownHosts known = new KnownHosts(sshd.knownHost().replace(":" + sshd.port(), ":" + port));
    return new HostStore(host, () -> SshSession.open(host, key, known), folder);
  }
}
