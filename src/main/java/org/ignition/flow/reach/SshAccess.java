package org.ignition.flow.reach;

import org.ignition.ssh.KnownHosts;
import org.ignition.ssh.SshHost;
import org.ignition.ssh.SshKey;
import org.ignition.ssh.SshSession;

/**
 * How to log in to the host that leads to a database.
 *
 * @param host where, and as whom
 * @param key our private key
 * @param knownHosts whose key is trusted
 */
public record SshAccess(SshHost host, SshKey key, KnownHosts knownHosts) {

  /** Logs in; see {@link SshSession#open}. */
  public SshSession open() {
    return SshSession.open(host, key, knownHosts);
  }
}
