package org.ignition.flow.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.ignition.backup.BackupOrder.Proof;
import org.ignition.backup.catalogue.BackupChoice;
import org.ignition.command.Command;
import org.ignition.command.Output;
import org.ignition.command.RegistryChoice;
import org.ignition.execute.Journal;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.flow.Flow;
import org.ignition.flow.Surface;
import org.ignition.flow.Surroundings;
import org.ignition.flow.backup.BackupFlow;
import org.ignition.flow.build.BuildFlow;
import org.ignition.flow.check.CheckMigrationsFlow;
import org.ignition.flow.migrate.MigrateFlow;
import org.ignition.migration.live.VersionQuery;
import org.ignition.plan.BackupRequest;
import org.ignition.report.Conclusion;
import org.jspecify.annotations.Nullable;

/**
 * `quickstart`: the example, released as a user would release it, into a registry of its own. It
 * needs nothing but this program.
 */
public final class QuickstartFlow implements Flow {

  private final Surface surface;
  private final Surroundings surroundings;
  private @Nullable BuildFlow building;

  /** Of one command; nothing happens before it is run. */
  public QuickstartFlow(Surface surface, Surroundings surroundings) {
    this.surface = surface;
    this.surroundings = surroundings;
  }

  @Override
  public Optional<Journal> journal() {
    return Optional.ofNullable(building).flatMap(BuildFlow::journal);
  }

  @Override
  public Map<String, Object> knownFields() {
    return Optional.ofNullable(building).map(BuildFlow::knownFields).orElse(Map.of());
  }

  @Override
  public Conclusion run() {
    Example example = database();
    surface.log().line("");
    surface.log().line("$ ignition build");
    Conclusion first = build(example);
    first.closing().forEach(surface.log()::line);
    surface.log().line("");
    surface.log().line("$ ignition build   # again: one commit has one image");
    Conclusion second = build(example);
    surface
        .log()
        .line("result: " + second.result() + ", reused: " + second.outputs().get(Output.REUSED));
    surface.log().line("");
    next(example).forEach(surface.log()::line);
    return new Conclusion(
        first.result(), first.outputs(), first.logLine(), first.summary(), List.of());
  }

  /**
   * Makes the example, rehearses it and has an empty database for it.
   *
   * @param use what is done with the example's folder and the database's URL while both are there
   * @throws org.ignition.failure.IgnitionException when no PostgreSQL can be started
   */
  public void stage(BiConsumer<Path, String> use) {
    Example example = Example.create(surroundings);
    check(example);
    try (QuickstartDatabase database = QuickstartDatabase.start(surroundings.environment())) {
      use.accept(example.folder(), database.url());
    }
  }

  /** The part that is about the example's database. */
  public Example database() {
    Example example = Example.create(surroundings);
    surface
        .log()
        .line("The example is at " + example.folder() + ", a git repository with the tag v1.0.0.");
    surface.log().line("");
    surface.log().line("$ ignition check-migrations --all");
    check(example);
    surface.log().line("");
    migrate(example);
    return example;
  }

  /** Where no PostgreSQL can be started the rest is worth seeing all the same. */
  private void check(Example example) {
    try {
      new CheckMigrationsFlow(
              Command.CheckMigrations.OF_EVERYTHING, surface, surroundings.at(example.folder()))
          .run();
    } catch (InputException | RemoteException e) {
      surface.log().warn("The migrations were not rehearsed. " + e.problem());
    }
  }

  private void migrate(Example example) {
    try (QuickstartDatabase database = QuickstartDatabase.start(surroundings.environment())) {
      String command = "$ ignition migrate --phase all";
      migrate(example, command, database.up());
      surface.log().line("");
      surface.log().line("$ psql -c '" + VersionQuery.NEWEST + "'");
      database.newestVersions().forEach(surface.log()::line);
      surface.log().line("");
      migrate(example, command + " --to 4 --allow-down", database.downTo("4"));
      surface.log().line("");
      migrate(example, command, database.up());
      backUp(example, database);
    } catch (InputException | RemoteException e) {
      surface.log().warn("The example's database was not migrated to the end. " + e.problem());
    }
  }

  private void migrate(Example example, String shown, Command.Migrate command) {
    surface.log().line(shown);
    new MigrateFlow(command, surface, surroundings.at(example.folder()))
        .run()
        .closing()
        .forEach(surface.log()::line);
  }

  /** Where no fitting pg_dump is installed the rest is worth seeing all the same. */
  private void backUp(Example example, QuickstartDatabase database) {
    List<BackupRequest> requests =
        List.of(
            new BackupRequest.Create(Optional.empty(), Optional.empty()),
            new BackupRequest.ListAll(),
            new BackupRequest.Verify(new BackupChoice.Latest(), Proof.RESTORE));
    try {
      for (BackupRequest request : requests) {
        surface.log().line("");
        surface.log().line("$ ignition backup " + request.operation());
        new BackupFlow(database.backup(request), surface, surroundings.at(example.folder()))
            .run()
            .closing()
            .forEach(surface.log()::line);
      }
    } catch (InputException | RemoteException e) {
      surface.log().warn("The example's database was not backed up. " + e.problem());
    }
  }

  private Conclusion build(Example example) {
    Command.Build command =
        new Command.Build(
            Optional.of(Path.of(Example.CONFIGURATION)),
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            new RegistryChoice.Embedded(Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    BuildFlow flow = new BuildFlow(command, surface, surroundings.at(example.folder()));
    building = flow;
    return flow.run();
  }

  private static List<String> next(Example example) {
    String layout = example.folder().resolve(".ignition/registry/acme/shop").toString();
    return List.of(
        "What comes next:",
        "  see a hazard          cd "
            + example.folder()
            + " and add a migration with CREATE INDEX; ignition check-migrations",
        "  look at the image     skopeo inspect oci:" + layout + ":v1.0.0",
        "  change something      cd "
            + example.folder()
            + " and edit Shop.java, package.json; commit; tag v1.0.1",
        "  build it again        ignition build --config "
            + Example.CONFIGURATION
            + " --registry embedded",
        "  see it planned only   ignition build --config "
            + Example.CONFIGURATION
            + " --registry embedded --dry-run",
        "  push it for real      set image.canonical in ignition.yml to your registry; ignition build",
        "`ignition` stands for the path of the program that you started.");
  }
}
