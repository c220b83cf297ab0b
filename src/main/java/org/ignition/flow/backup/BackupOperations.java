package org.ignition.flow.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.RestoreTarget;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.age.Identities;
import org.ignition.backup.catalogue.BackupCatalogue;
import org.ignition.backup.catalogue.BackupMetrics;
import org.ignition.backup.transit.BackupTaker;
import org.ignition.backup.transit.Origin;
import org.ignition.command.Command;
import org.ignition.config.BackupSettings;
import org.ignition.database.HeldLock;
import org.ignition.database.LockRequest;
import org.ignition.execute.BackupExecutor;
import org.ignition.execute.BackupPorts;
import org.ignition.execute.Journal;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PolicyException;
import org.ignition.flow.StepLog;
import org.ignition.flow.Surface;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Workspace;
import org.ignition.flow.reach.LockHolderText;
import org.ignition.flow.reach.Proofs;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.plan.BackupFacts;
import org.ignition.plan.BackupPlanner;
import org.ignition.plan.BackupRequest;
import org.ignition.plan.BackupStep;
import org.ignition.plan.LossConsent;
import org.ignition.plan.Plan;
import org.ignition.report.BackupConclusion;
import org.ignition.report.Conclusion;
import org.jspecify.annotations.Nullable;

/** What `backup` does once it is known where: facts, plan, effects, conclusion. */
final class BackupOperations {

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

  BackupOperations(
      Command.Backup command, BackupSite site, Origin origin, Here here, BackupSettings settings) {
    this.command = command;
    this.site = site;
    this.origin = origin;
    this.here = here;
    this.started = here.surroundings().clock().instant();
    this.facts = new BackupFactsReader(site, settings, here.identities(), started);
  }

  Optional<Journal> journal() {
    return Optional.ofNullable(executor).map(BackupExecutor::journal);
  }

  /** Does what was asked for; {@code reached} is there where that needs a database. */
  Conclusion conclude(Optional<ReachedDatabase> reached) {
    requireMetrics();
    return switch (command.request()) {
      case BackupRequest.Create create -> create(create, reached.orElseThrow());
      case BackupRequest.Verify verify -> verify(verify);
      case BackupRequest.Restore restore -> restore(restore, reached.orElseThrow());
      case BackupRequest.Prune _ -> prune(reached);
      case BackupRequest.ListAll _ -> list();
    };
  }

  // --- one is taken

  private Conclusion create(BackupRequest.Create request, ReachedDatabase reached) {
    site.requireLasting();
    BackupFacts.Means means = facts.means(reached, request.kind());
    BackupTaker taker = taker(reached);
    taker.requireUsable();
    Plan<BackupStep> plan = shown(BackupPlanner.create(request, means));
    BackupConclusion conclusion = conclusion(plan);
    if (command.dryRun()) {
      return conclusion.planned();
    }
    BackupExecutor done = run(plan, ports(Optional.of(taker), Optional.empty(), Optional.empty()));
    writeMetrics();
    return conclusion.created(done, elapsed());
  }

  // --- one is proved

  private Conclusion verify(BackupRequest.Verify request) {
    BackupFacts.Chosen chosen = facts.chosen(request.from());
    Plan<BackupStep> plan = shown(BackupPlanner.verify(request, chosen));
    BackupExecutor executing =
        executor(ports(Optional.empty(), chosen.manifest(), Optional.empty()));
    try (executing) {
      executing.run(plan);
      noteKey(chosen);
      return conclusion(plan).verified(chosen.backup(), executing, elapsed());
    } catch (PolicyException e) {
      here.surface().log().problem(e.problem());
      return conclusion(plan).refused(chosen.backup(), executing, e.problem(), elapsed());
    }
  }

  /** Later runs know by that when the key was last there. */
  private void noteKey(BackupFacts.Chosen chosen) {
    chosen
        .manifest()
        .filter(_ -> chosen.backup().name().encrypted())
        .ifPresent(manifest -> site.keys(started).opened(manifest.recipients(), here.identities()));
  }

  // --- one is put back

  private Conclusion restore(BackupRequest.Restore request, ReachedDatabase reached) {
    BackupFacts.Chosen chosen = facts.chosen(request.from());
    return command.dryRun()
        ? conclusion(restoration(request, chosen, reached)).planned()
        : alone(request, chosen, reached);
  }

  private Conclusion alone(
      BackupRequest.Restore request, BackupFacts.Chosen chosen, ReachedDatabase reached) {
    try (HeldLock lock = reached.database().lock(lockRequest())) {
      Plan<BackupStep> plan = restoration(request, chosen, reached);
      lock.require();
      BackupExecutor done =
          run(
              plan,
              ports(
                  Optional.of(taker(reached)),
                  chosen.manifest(),
                  Optional.of(target(chosen, reached))));
      noteKey(chosen);
      return conclusion(plan).restored(chosen.backup(), done, elapsed());
    }
  }

  private Plan<BackupStep> restoration(
      BackupRequest.Restore request, BackupFacts.Chosen chosen, ReachedDatabase reached) {
    BackupFacts.Target target = facts.target(target(chosen, reached), origin, isForeign(chosen));
    if (!target.empty()) {
      site.requireLasting();
      requireBackup(request, reached);
    }
    return shown(
        BackupPlanner.restore(
            request, chosen, target, facts.means(reached, Optional.of(BackupKind.PRE_MIGRATION))));
  }

  /** Where it may be missing, the steps say why it is. */
  private void requireBackup(BackupRequest.Restore request, ReachedDatabase reached) {
    if (request.allowDataLoss()) {
      return;
    }
    try {
      taker(reached).requireUsable();
    } catch (IgnitionException e) {
      throw LossConsent.missing(e);
    }
  }

  private RestoreTarget target(BackupFacts.Chosen chosen, ReachedDatabase reached) {
    return reached.targets().of(isForeign(chosen));
  }

  /** Roles of another environment need not be here. */
  private boolean isForeign(BackupFacts.Chosen chosen) {
    return !chosen.backup().label().map(site::isOurs).orElse(false);
  }

  private LockRequest lockRequest() {
    return new LockRequest(
        command.lockTimeout(),
        origin.by().actor(),
        origin.by().runUrl(),
        holder ->
            here.surface()
                .log()
                .line("Another run works on this database: " + LockHolderText.of(holder)));
  }

  // --- some go

  private Conclusion prune(Optional<ReachedDatabase> reached) {
    List<BackupCatalogue.Holdings> lists = site.lists();
    Plan<BackupStep> plan = shown(BackupPlanner.prune(facts.kept(lists, reached)));
    if (command.dryRun()) {
      return conclusion(plan).planned();
    }
    if (plan.steps().isEmpty()) {
      writeMetrics(site.ours(BackupCatalogue.of(lists, List.of())));
      return conclusion(plan).unchanged(elapsed());
    }
    BackupExecutor done = run(plan, ports(Optional.empty(), Optional.empty(), Optional.empty()));
    writeMetrics(site.ours(BackupCatalogue.of(without(lists, done.removed()), List.of())));
    return conclusion(plan).pruned(done, elapsed());
  }

  /** What a place lists of a backup tells the place too. */
  private static List<BackupCatalogue.Holdings> without(
      List<BackupCatalogue.Holdings> lists, List<StoredBackup> removed) {
    Set<StoredBackup> gone = Set.copyOf(removed);
    return lists.stream()
        .map(each ->
            new BackupCatalogue.Holdings(
                each.store(),
                each.backups().stream().filter(backup -> !gone.contains(backup)).toList()))
        .toList();
  }

  // --- all are listed

  private Conclusion list() {
    BackupCatalogue found = site.kept();
    writeMetrics(found);
    return BackupConclusion.listed(site.database(), found, started, elapsed());
  }

  // --- parts

  private Plan<BackupStep> shown(Plan<BackupStep> plan) {
    here.surface().log().line(plan.intent());
    plan.notes().forEach(here.surface().log()::line);
    if (command.dryRun()) {
      int number = 1;
      for (BackupStep step : plan.steps()) {
        here.surface().log().line(number++ + ". " + step.title() + "\n     " + step.reason());
      }
    }
    return plan;
  }

  private BackupConclusion conclusion(Plan<BackupStep> plan) {
    return BackupConclusion.of(command.request().operation(), site.database(), plan);
  }

  private BackupTaker taker(ReachedDatabase reached) {
    return site.taker(reached, origin, here.surroundings());
  }

  private BackupPorts ports(
      Optional<BackupTaker> taker,
      Optional<BackupManifest> manifest,
      Optional<RestoreTarget> target) {
    return new BackupPorts(
        site.stores(),
        site.staging(),
        new BackupLog(here.surface().log()),
        taker,
        manifest,
        here.identities(),
        new Proofs(here.surroundings()),
        target);
  }

  private BackupExecutor run(Plan<BackupStep> plan, BackupPorts ports) {
    try (BackupExecutor executing = executor(ports)) {
      executing.run(plan);
      return executing;
    }
  }

  private BackupExecutor executor(BackupPorts ports) {
    BackupExecutor made =
        new BackupExecutor(
            ports,
            new StepLog(here.surface().log(), here.surface().progress()),
            here.surroundings().clock());
    executor = made;
    return made;
  }

  private void requireMetrics() {
    command.metricsFile().ifPresent(here.workspace()::requireWritable);
  }

  /** Of what the places have now; each is asked only where somebody wants to know. */
  private void writeMetrics() {
    if (command.metricsFile().isPresent()) {
      writeMetrics(site.kept());
    }
  }

  private void writeMetrics(BackupCatalogue found) {
    command
        .metricsFile()
        .ifPresent(file -> here.workspace().write(file, BackupMetrics.of(found.backups())));
  }

  private Duration elapsed() {
    return Duration.between(started, here.surroundings().clock().instant());
  }
}
