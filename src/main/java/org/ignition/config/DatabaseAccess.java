package org.ignition.config;

import java.util.Locale;
import java.util.Optional;

/**
 * How an environment's database is reached. Its URL and secrets are inputs.
 *
 * @param via from where it is connected to
 * @param service of the Compose project on the host, whose address the URL's host stands for; empty
 *     where the host itself reaches what the URL names; only with {@link Via#SSH}
 * @param name of the database, for commands that look at its backups only; empty where its URL has
 *     to say
 * @param allowUrlUserinfo whether the URL may hold user and password
 */
public record DatabaseAccess(
    Via via, Optional<String> service, Optional<String> name, boolean allowUrlUserinfo) {

  /** What holds where the section is missing. */
  public static final DatabaseAccess DEFAULTS =
      new DatabaseAccess(Via.DIRECT, Optional.empty(), Optional.empty(), false);

  /** From where a database is connected to. */
  public enum Via {
    /** From this machine. */
    DIRECT,
    /** From the environment's host. */
    SSH;

    /** As the configuration writes it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
