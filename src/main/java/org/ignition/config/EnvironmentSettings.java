package org.ignition.config;

import java.util.List;
import java.util.Optional;

/**
 * An environment below {@code environments}: where something runs.
 *
 * @param host where, for what is reached over SSH
 * @param hostKeys lines of a {@code known_hosts} file (sshd(8)); empty when the host must be known
 *     otherwise
 * @param projectDirectory of the Compose project on the host, absolute
 * @param database how its database is reached
 */
public record EnvironmentSettings(
    Optional<HostAddress> host,
    List<String> hostKeys,
    Optional<String> projectDirectory,
    DatabaseAccess database) {

  /** What holds where the section is empty. */
  public static final EnvironmentSettings DEFAULTS =
      new EnvironmentSettings(
          Optional.empty(), List.of(), Optional.empty(), DatabaseAccess.DEFAULTS);

  /** Copies the list. */
  public EnvironmentSettings {
    hostKeys = List.copyOf(hostKeys);
  }
}
