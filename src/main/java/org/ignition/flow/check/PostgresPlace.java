package org.ignition.flow.check;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ignition.command.Secret;
import org.ignition.database.ScratchServer;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.database.postgres.PostgresFolders;
import org.ignition.database.postgres.ShadowServer;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.hazard.Hazards;
import org.ignition.migration.hazard.Target;
import org.ignition.migration.rehearsal.RehearsalListener;
import org.ignition.migration.rehearsal.RehearsalOptions;
import org.ignition.migration.rehearsal.RehearsalOutcome;
import org.ignition.migration.rehearsal.Rehearser;
import org.ignition.migration.rehearsal.SchemaReading;
import org.ignition.migration.rehearsal.SharedRehearser;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.trace.RehearsedMigration;

/** Rehearses on a PostgreSQL, embedded or named by the user. */
final class PostgresPlace implements RehearsalPlace {

  private final ScratchServer server;
  private final Optional<Supplier<ScratchServer>> another;
  private final RehearsalOptions options;
  private final Hazards hazards;

  private PostgresPlace(
      ScratchServer server, Optional<Supplier<ScratchServer>> another, RehearsalOptions options) {
    this.server = server;
    this.another = another;
    this.options = options;
    this.hazards = new Hazards(new Target(server.majorVersion(), options.timeZone()));
  }

  /**
   * Starts or reaches the server.
   *
   * @param majorVersion of the embedded one
   * @param shadowUrl of another one to use instead
   */
  static PostgresPlace open(
      int majorVersion,
      Optional<Secret> shadowUrl,
      Map<String, String> environment,
      RehearsalOptions options) {
    return shadowUrl
        .map(url -> ShadowServer.open(url.value(), new SecureRandom()))
        .map(server -> new PostgresPlace(server, Optional.empty(), options))
        .orElseGet(() -> embedded(majorVersion, environment, options));
  }

  private static PostgresPlace embedded(
      int majorVersion, Map<String, String> environment, RehearsalOptions options) {
    Supplier<ScratchServer> start =
        () ->
            EmbeddedPostgres.start(
                majorVersion, PostgresFolders.of(environment), new SecureRandom());
    return new PostgresPlace(start.get(), Optional.of(start), options);
  }

  @Override
  public String database() {
    return "postgresql " + server.majorVersion();
  }

  @Override
  public Optional<String> limits() {
    return server.isPrivileged()
        ? Optional.empty()
        : Optional.of(
            "The role of `shadow-url` is no superuser, so no event trigger watches: why a table is"
                + " rewritten and what CASCADE takes along is not seen");
  }

  @Override
  public Optional<String> remnants() {
    List<String> names = server.remnants();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "At the server of `shadow-url` %d %s left by runs that were killed, drop with DROP DATABASE: %s"
                .formatted(
                    names.size(),
                    names.size() == 1 ? "database was" : "databases were",
                    String.join(", ", names)));
  }

  @Override
  public RehearsalOutcome rehearse(
      MigrationSet set,
      Predicate<Migration> chosen,
      RehearsalListener listener,
      SchemaReading reading) {
    RehearsalOptions how = options.with(reading);
    return another
        .map(start ->
            new SharedRehearser(server, start, how)
                .rehearse(set.migrations(), set.repeatables(), chosen, listener))
        .orElseGet(() ->
            new Rehearser(server, how)
                .rehearse(set.migrations(), set.repeatables(), chosen, listener));
  }

  @Override
  public List<Finding> findings(RehearsedMigration rehearsed) {
    return hazards.of(rehearsed);
  }

  @Override
  public void close() {
    server.close();
  }
}
