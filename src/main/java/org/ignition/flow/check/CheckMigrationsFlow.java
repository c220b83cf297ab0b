package org.ignition.flow.check;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.command.Command;
import org.ignition.config.Configuration;
import org.ignition.config.MigrationSettings;
import org.ignition.flow.Flow;
import org.ignition.flow.Heartbeat;
import org.ignition.flow.Surface;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Tool;
import org.ignition.flow.Workspace;
import org.ignition.json.Json;
import org.ignition.migration.layout.MigrationFolderReader;
import org.ignition.migration.rehearsal.RehearsalOptions;
import org.ignition.migration.rehearsal.SchemaReading;
import org.ignition.migration.report.BaseVerdict;
import org.ignition.migration.report.CheckReport;
import org.ignition.migration.report.CheckReportJson;
import org.ignition.migration.report.CheckText;
import org.ignition.migration.report.FindingAnnotations;
import org.ignition.migration.report.Sarif;
import org.ignition.report.CheckConclusion;
import org.ignition.report.Conclusion;
import org.ignition.source.EventFile;
import org.ignition.source.RunnerFacts;
import org.ignition.source.WorkspaceTree;
import org.ignition.tls.Trust;

/** `check-migrations`: what each new migration does to a live database. */
public final class CheckMigrationsFlow implements Flow {

  private final Command.CheckMigrations command;
  private final Surface surface;
  private final Surroundings surroundings;
  private final Workspace workspace;
  private final Instant started;
  private final Map<String, Object> known = new LinkedHashMap<>();

  /** Of one command; nothing happens before it is run. */
  public CheckMigrationsFlow(
      Command.CheckMigrations command, Surface surface, Surroundings surroundings) {
    this.command = command;
    this.surface = surface;
    this.surroundings = surroundings;
    this.workspace = Workspace.of(surroundings);
    this.started = surroundings.clock().instant();
  }

  @Override
  public Map<String, Object> knownFields() {
    return Map.copyOf(known);
  }

  @Override
  public Conclusion run() {
    workspace.requireWritable(reportFile());
    command.sarifFile().ifPresent(workspace::requireWritable);
    List<X509Certificate> authorities =
        command.caCertificate().map(workspace::resolve).map(Trust::read).orElse(List.of());
    Configuration configuration = Configuration.read(workspace.root(), command.config());
    CheckSettings settings = CheckSettings.of(command, configuration.migrations());
    RunnerFacts facts = RunnerFacts.of(surroundings.environment(), EventFile.ON_DISK);
    CheckedMigrations checked =
        CheckedMigrations.read(
            workspace.root(), facts, settings, configuration.image().mainBranch());
    known.put("folder", checked.set().folder().toString());
    MigrationExamination examination = examine(checked, settings);
    CheckReport report = report(checked, settings, examination);
    write(report);
    show(report);
    PullRequestNotice.of(facts, surroundings.environment(), authorities, surface.log())
        .ifPresent(notice -> notice.put(report));
    return CheckConclusion.of(report, reportFile(), command.sarifFile());
  }

  /** Starts a server only where there is something to run on it. */
  private MigrationExamination examine(CheckedMigrations checked, CheckSettings settings) {
    if (checked.isNothingNew()) {
      surface.log().line("No migration is new: nothing to rehearse.");
      return MigrationExamination.nothing(settings.database());
    }
    MigrationExamination followed = examine(checked, settings, SchemaReading.CHANGES);
    return followed.unseen().isEmpty() ? followed : again(followed, checked, settings);
  }

  /**
   * Slowly, where the schema was changed in a way that event triggers don't tell of; on a server of
   * its own, as roles that the first rehearsal made are still on the other.
   */
  private MigrationExamination again(
      MigrationExamination followed, CheckedMigrations checked, CheckSettings settings) {
    surface
        .log()
        .warn(
            "The schema changed in a way that event triggers do not tell of, so everything is"
                + " rehearsed again and the whole schema read after each statement, which takes"
                + " longer. "
                + followed.unseenText());
    MigrationExamination whole = examine(checked, settings, SchemaReading.WHOLE);
    if (!whole.unseen().isEmpty()) {
      surface
          .log()
          .warn(
              "The schema is another at the end than the scripts left it, so what is said of single"
                  + " migrations may be wrong. See whether the fixtures, or triggers that fire for"
                  + " made-up rows, change it. "
                  + whole.unseenText());
    }
    return whole;
  }

  private MigrationExamination examine(
      CheckedMigrations checked, CheckSettings settings, SchemaReading reading) {
    try (RehearsalPlace place = place(settings)) {
      int chosen = checked.chosen().size();
      surface
          .log()
          .line(
              "Rehearsing "
                  + chosen
                  + " of "
                  + checked.set().migrations().size()
                  + " migrations in "
                  + checked.set().folder()
                  + " on "
                  + place.database());
      place.limits().ifPresent(surface.log()::warn);
      place.remnants().ifPresent(surface.log()::warn);
      Heartbeat heartbeat = new Heartbeat(surface.log(), surroundings.clock(), chosen);
      return MigrationExamination.run(place, checked, heartbeat, reading);
    }
  }

  private RehearsalPlace place(CheckSettings settings) {
    RehearsalOptions options = options(settings.configured());
    return switch (settings.database()) {
      case POSTGRESQL ->
          PostgresPlace.open(
              settings.databaseVersion(),
              settings.shadowUrl(),
              surroundings.environment(),
              options);
      case SQLITE -> new SqlitePlace(options);
    };
  }

  private RehearsalOptions options(MigrationSettings configured) {
    return new RehearsalOptions(
        configured.timeZone().getId(),
        configured.statementTimeout(),
        true,
        configured
            .fixtures()
            .map(file ->
                MigrationFolderReader.readScript(new WorkspaceTree(workspace.root()), file)));
  }

  private CheckReport report(
      CheckedMigrations checked, CheckSettings settings, MigrationExamination examination) {
    Duration took = Duration.between(started, surroundings.clock().instant());
    return examination.report(checked, settings.policy(), took);
  }

  private void write(CheckReport report) {
    workspace.write(reportFile(), Json.pretty(CheckReportJson.write(report)));
    command
        .sarifFile()
        .ifPresent(file -> workspace.write(file, Json.pretty(Sarif.write(report, Tool.version()))));
  }

  private void show(CheckReport report) {
    surface.log().result(CheckText.of(report));
    FindingAnnotations.show(report, surface.log());
    if (report.base() instanceof BaseVerdict.Unknown(var why, var advice)) {
      surface
          .log()
          .warn("What is new cannot be told, so everything was rehearsed. " + why + ". " + advice);
    }
  }

  private Path reportFile() {
    return command.reportFile().orElseGet(Workspace::migrationReport);
  }
}
