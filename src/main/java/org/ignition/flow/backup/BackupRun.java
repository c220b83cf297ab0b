package org.ignition.flow.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ignition.backup.age.Identities;
import org.ignition.backup.transit.BackupTaker;
import org.ignition.backup.transit.Origin;
import org.ignition.command.Command;
import org.ignition.config.BackupSettings;
import org.ignition.execute.BackupExecutor;
import org.ignition.execute.BackupPorts;
import org.ignition.execute.Journal;
import org.ignition.flow.StepLog;
import org.ignition.flow.Surface;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Workspace;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.log.Log;
import org.ignition.plan.BackupFacts;
import org.ignition.plan.BackupStep;
import org.ignition.plan.Plan;
import org.ignition.report.BackupConclusion;
import org.jspecify.annotations.Nullable;

/** A run of `backup`, whichever its operation: what it has, and how its plan is carried out. */
final class BackupRun {

  private final Command.Backup command;
  private final BackupSite site;
  private final Origin origin;
  private final Here here;
  private final BackupFactsReader facts;
  private final Instant started;

  private @Nullable BackupExecutor executor;

  /**
   * What is at hand on this machine.
   *
   * @param identities that open backups
   */
  record Here(
      Surface surface, Surroundings surroundings, Workspace workspace, Identities identities) {}

  BackupRun(
      Command.Backup command, BackupSite site, Origin origin, Here here, BackupSettings settings) {
    this.command = command;
    this.site = site;
    this.origin = origin;
    this.here = here;
    this.started = here.surroundings().clock().instant();
    this.facts = new BackupFactsReader(site, settings, here.identities(), started);
  }

  Command.Backup command() {
    return command;
  }

  BackupSite site() {
    return site;
  }

  Origin origin() {
    return origin;
  }

  Log log() {
    return here.surface().log();
  }

  BackupFactsReader facts() {
    return facts;
  }

  MetricsFile metrics() {
    return new MetricsFile(command.metricsFile(), here.workspace());
  }

  BackupTaker taker(ReachedDatabase reached) {
    return site.taker(reached, origin, here.surroundings());
  }

  BackupPorts ports() {
    return site.ports(here.identities(), here.surroundings());
  }

  // --- its plan

  /** The same plan, once the user has seen it; all of it where that is all there is. */
  Plan<BackupStep> shown(Plan<BackupStep> plan) {
    log().line(plan.intent());
    plan.notes().forEach(log()::line);
    if (command.dryRun()) {
      plan.numbered().forEach(log()::line);
    }
    return plan;
  }

  BackupExecutor carryOut(Plan<BackupStep> plan, BackupPorts ports) {
    try (BackupExecutor executing = executor(ports)) {
      executing.run(plan);
      return executing;
    }
  }

  /** What carries a plan out; whoever asks for it closes it. */
  BackupExecutor executor(BackupPorts ports) {
    BackupExecutor made =
        new BackupExecutor(
            ports, new StepLog(log(), here.surface().progress()), here.surroundings().clock());
    executor = made;
    return made;
  }

  /** Later runs know by that when the key was last there. */
  void noteKey(BackupFacts.Chosen chosen) {
    site.keys(started).opened(chosen, here.identities());
  }

  // --- what is told of it

  Optional<Journal> journal() {
    return Optional.ofNullable(executor).map(BackupExecutor::journal);
  }

  BackupConclusion conclusion(Plan<BackupStep> plan) {
    return BackupConclusion.of(command.request().operation(), site.database(), plan);
  }

  Instant started() {
    return started;
  }

  Duration elapsed() {
    return Duration.between(started, here.surroundings().clock().instant());
  }
}
