package org.ignition.flow.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ignition.flow.Heartbeat;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.Migration;
import org.ignition.migration.hazard.Classifier;
import org.ignition.migration.hazard.Hazards;
import org.ignition.migration.rehearsal.RehearsalOutcome;
import org.ignition.migration.rehearsal.SchemaReading;
import org.ignition.migration.report.CheckReport;
import org.ignition.migration.report.MigrationReport;
import org.ignition.migration.report.Outcome;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Judged;
import org.ignition.migration.rule.RulePolicy;
import org.ignition.migration.trace.RehearsedMigration;

/**
 * What running the migrations showed.
 *
 * @param database where they ran
 * @param migrations those that were to be rehearsed, in order
 * @param rehearsed how many were
 * @param findings of all of them, not weighed yet
 * @param rolesMade roles that they name and that had to be made
 * @param unseen changes of the schema that were not seen when they were made, as sentences
 */
record MigrationExamination(
    String database,
    List<MigrationReport> migrations,
    int rehearsed,
    List<Finding> findings,
    List<String> rolesMade,
    List<String> unseen) {

  private static final int MOST_UNSEEN = 5;

  /** Nothing ran. */
  static MigrationExamination nothing(DatabaseKind database) {
    return new MigrationExamination(
        database.toString(), List.of(), 0, List.of(), List.of(), List.of());
  }

  /** Rehearses what is chosen; of each rehearsal only what is reported is kept. */
  static MigrationExamination run(
      RehearsalPlace place, CheckedMigrations checked, Heartbeat heartbeat, SchemaReading reading) {
    IdentityHashMap<Migration, Examined> examined = new IdentityHashMap<>();
    Set<Migration> chosen = checked.chosen();
    RehearsalOutcome outcome =
        place.rehearse(
            checked.set(),
            chosen::contains,
            heartbeat.before(
                rehearsed -> examined.put(rehearsed.migration(), Examined.of(rehearsed, place))),
            reading);
    outcome.notRehearsed().forEach(examined::remove);
    List<Examined> inOrder =
        checked.set().migrations().stream().map(examined::get).filter(Objects::nonNull).toList();
    List<MigrationReport> reports = new ArrayList<>();
    inOrder.forEach(each -> reports.add(each.report()));
    outcome.notRehearsed().stream().map(MigrationReport::notRehearsed).forEach(reports::add);
    return new MigrationExamination(
        place.database(),
        reports,
        inOrder.size(),
        findings(inOrder, outcome, checked),
        outcome.rolesMade(),
        outcome.unseen());
  }

  private static List<Finding> findings(
      List<Examined> inOrder, RehearsalOutcome outcome, CheckedMigrations checked) {
    List<Finding> findings = new ArrayList<>();
    inOrder.forEach(each -> findings.addAll(each.found()));
    outcome
        .stopped()
        .filter(stop -> !checked.chosen().contains(stop.at()))
        .ifPresent(stop -> findings.addAll(Hazards.ofFailure(stop.run())));
    outcome.repeated().stream().map(Hazards::ofRepeated).forEach(findings::addAll);
    findings.addAll(Hazards.ofMissingRoles(checked.scripts(), outcome.rolesMade()));
    return findings;
  }

  /** What is kept of a migration's rehearsal. */
  private record Examined(MigrationReport report, List<Finding> found) {

    static Examined of(RehearsedMigration rehearsed, RehearsalPlace place) {
      List<Finding> found = place.findings(rehearsed);
      return new Examined(
          MigrationReport.of(rehearsed, Classifier.assess(rehearsed, found)), found);
    }
  }

  /** The first few of what was not seen, as a sentence. */
  String unseenText() {
    int more = unseen.size() - MOST_UNSEEN;
    String first = String.join("; ", unseen.stream().limit(MOST_UNSEEN).toList());
    return "It differs: " + first + (more > 0 ? "; and " + more + " more." : ".");
  }

  /** What the files themselves show needs no server to say it again. */
  private List<Finding> all(List<Finding> inFiles) {
    List<Finding> all = new ArrayList<>(inFiles);
    findings.stream()
        .filter(found -> inFiles.stream().noneMatch(known -> isSame(known, found)))
        .forEach(all::add);
    return all;
  }

  private static boolean isSame(Finding known, Finding found) {
    return known.rule() == found.rule()
        && known.file().equals(found.file())
        && known.at().equals(found.at());
  }

  /** All that was found in files and runs, weighed. */
  CheckReport report(CheckedMigrations checked, RulePolicy policy, Duration took) {
    Judged judged = policy.judge(all(checked.findings()), checked.scripts());
    return new CheckReport(
        checked.set().folder(),
        database,
        Outcome.of(judged.findings(), checked.base()),
        checked.base(),
        checked.set().migrations().size(),
        rehearsed,
        took,
        rolesMade,
        migrations,
        judged.findings(),
        judged.allowed());
  }
}
