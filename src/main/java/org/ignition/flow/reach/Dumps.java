package org.ignition.flow.reach;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.ignition.backup.postgres.DumpProof;
import org.ignition.backup.postgres.PgClients;
import org.ignition.database.ScratchServer;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.database.postgres.PostgresFolders;
import org.ignition.flow.Surroundings;

/**
 * PostgreSQL's programs of this machine, and servers of our own to prove dumps on.
 *
 * @param surroundings that say where they are
 */
public record Dumps(Surroundings surroundings) {

  /** The clients: those of `PG_DUMP` if it is set, else the installed ones. */
  PgClients clients() {
    return Optional.ofNullable(surroundings.environment().get("PG_DUMP"))
        .filter(program -> !program.isBlank())
        .map(program -> PgClients.at(Path.of(program)))
        .orElseGet(() -> PgClients.installed(surroundings.environment().getOrDefault("PATH", "")));
  }

  /** What restores dumps to compare them. */
  public DumpProof proof() {
    return new DumpProof(clients(), this::server);
  }

  /** A server of our own of {@code major}, which the caller closes. */
  public ScratchServer server(int major) {
    return EmbeddedPostgres.start(
        major, PostgresFolders.of(surroundings.environment()), new SecureRandom());
  }
}
