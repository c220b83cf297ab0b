package org.ignition.flow.reach;

import java.nio.file.Path;
import java.util.Optional;
import org.ignition.command.Secret;
import org.ignition.config.EnvironmentSettings;
import org.ignition.config.HostAddress;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.flow.Surroundings;
import org.ignition.ssh.KnownHosts;
import org.ignition.ssh.SshHost;
import org.ignition.ssh.SshKey;

/**
 * The host of an environment, and how to log in there.
 *
 * @param environment whose
 * @param key private key for it
 * @param surroundings whose user may know the host
 */
public record EnvironmentHost(
    EnvironmentSettings environment, Optional<Secret> key, Surroundings surroundings) {

  /**
   * The login.
   *
   * @param what needs it, such as {@code its database is reached `via: ssh`}
   * @throws InputException when host or key is missing
   */
  public SshAccess access(String what) {
    HostAddress host =
        environment.host().orElseThrow(() -> missing("`host` of the environment", what));
    Secret secret = key.orElseThrow(() -> missing("input `ssh-key`", what));
    return new SshAccess(
        new SshHost(host.user(), host.name(), host.port()),
        SshKey.parse(secret.value()),
        knownHosts());
  }

  /**
   * The folder of the compose project there.
   *
   * @throws InputException when it is not configured
   */
  String project(String what) {
    return environment
        .projectDirectory()
        .orElseThrow(() -> missing("`project-directory` of the environment", what));
  }

  private KnownHosts knownHosts() {
    KnownHosts configured = new KnownHosts(String.join("\n", environment.hostKeys()));
    String home = surroundings.environment().getOrDefault("HOME", "");
    return home.isEmpty() ? configured : configured.and(KnownHosts.ofUser(Path.of(home)));
  }

  private static InputException missing(String which, String what) {
    return new InputException(
        Problem.of(
            ErrorCode.INPUT_MISSING,
            "There is no " + which + ", but " + what,
            "It leads to the environment's host",
            "Give it, or change the configuration so that the host is not needed"));
  }
}
