package org.ignition.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder.Proof;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.FakeSource;
import org.ignition.backup.FakeTarget;
import org.ignition.backup.MemoryStore;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.StoreProblem;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.age.Identities;
import org.ignition.backup.age.Recipients;
import org.ignition.backup.catalogue.BackupCatalogue;
import org.ignition.backup.catalogue.BackupChoice;
import org.ignition.backup.catalogue.BackupStores;
import org.ignition.backup.catalogue.CataloguedBackup;
import org.ignition.backup.catalogue.Unread;
import org.ignition.backup.local.Staging;
import org.ignition.backup.transit.BackupProof;
import org.ignition.backup.transit.BackupTaker;
import org.ignition.backup.transit.Origin;
import org.ignition.command.Output;
import org.ignition.execute.BackupExecutor;
import org.ignition.execute.BackupPorts;
import org.ignition.json.Json;
import org.ignition.plan.BackupFacts;
import org.ignition.plan.BackupPlanner;
import org.ignition.plan.BackupRequest;
import org.ignition.plan.BackupStep;
import org.ignition.plan.Plan;
import org.ignition.testing.SilentListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole outputs of `backup`; {@code -Dgolden.write=true} writes the files anew. */
class BackupConclusionTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "backup");
  private static final Instant NOW = Instant.parse("2026-01-16T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(BackupFixture.BEGUN, ZoneOffset.UTC);
  private static final Duration TOOK = Duration.ofMillis(4321);

  @TempDir Path folder;
  private final FakeSource source = new FakeSource();
  private final FakeTarget target = new FakeTarget();
  private final MemoryStore store = new MemoryStore("s3://shop-backups/production/shop");

  private static void assertGolden(String name, String actual) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual);
  }

  private BackupExecutor executed(Plan<BackupStep> plan, Optional<BackupManifest> manifest) {
    BackupTaker taker =
        new BackupTaker(
            new BackupTaker.Means(
                source,
                new Staging(folder),
                Recipients.NONE,
                new Origin("production", "ghcr.io/acme/shöp", BackupManifest.By.UNKNOWN, "1.0.0"),
                CLOCK,
                BackupWatch.NONE),
            List.of(store));
    BackupPorts ports =
        new BackupPorts(
            List.of(store),
            new Staging(folder),
            BackupWatch.NONE,
            Optional.of(taker),
            manifest,
            Identities.NONE,
            new Equal(),
            Optional.of(target));
    try (BackupExecutor executor = new BackupExecutor(ports, new SilentListener(), CLOCK)) {
      executor.run(plan);
      return executor;
    }
  }

  private record Equal() implements BackupProof {
    @Override
    public void begin(BackupManifest manifest) {}

    @Override
    public void requireReadable(Path file, BackupManifest manifest) {}

    @Override
    public RestoreVerdict prove(Path file, BackupManifest manifest) {
      return new RestoreVerdict.Equal(12, 34567);
    }

    @Override
    public void close() {}
  }

  private BackupFacts.Means means() {
    return new BackupFacts.Means(
        "shop at db:5432",
        List.of(store.name()),
        List.of(),
        Optional.empty(),
        BackupKind.DAILY,
        List.of());
  }

  private Plan<BackupStep> creation(Proof proof) {
    return BackupPlanner.create(
        new BackupRequest.Create(Optional.empty(), Optional.of(proof)), means());
  }

  private static String text(Conclusion conclusion) {
    return String.join("\n", conclusion.closing()) + "\n";
  }

  @Test
  void ofABackupIsWhole() throws IOException {
    Plan<BackupStep> plan = creation(Proof.RESTORE);
    Conclusion conclusion =
        BackupConclusion.of("create", "shop", plan).created(executed(plan, Optional.empty()), TOOK);
    assertEquals(Result.DONE, conclusion.result());
    assertGolden("created.md", conclusion.summary());
    assertGolden("created.json", Json.pretty(conclusion.logLine()));
    assertGolden("created.txt", text(conclusion));
  }

  @Test
  void ofABackupThatCouldNotBeProvedWarns() {
    source.provesAs(new RestoreVerdict.Undecided("the extension postgis is not here"));
    Plan<BackupStep> plan = creation(Proof.RESTORE);
    assertEquals(
        Result.WARNED,
        BackupConclusion.of("create", "shop", plan)
            .created(executed(plan, Optional.empty()), TOOK)
            .result());
  }

  private CataloguedBackup kept() {
    executed(creation(Proof.LIST), Optional.empty());
    return new BackupStores(List.of(store)).catalogue().backups().getFirst();
  }

  @Test
  void ofAProofIsWhole() throws IOException {
    CataloguedBackup kept = kept();
    Optional<BackupManifest> manifest = store.manifest(kept.copies().getFirst().backup());
    Plan<BackupStep> plan =
        BackupPlanner.verify(
            new BackupRequest.Verify(new BackupChoice.Latest(), Proof.RESTORE),
            new BackupFacts.Chosen(kept, manifest));
    Conclusion conclusion =
        BackupConclusion.of("verify", "shop", plan).verified(kept, executed(plan, manifest), TOOK);
    assertEquals(Result.PASSED, conclusion.result());
    assertGolden("verified.md", conclusion.summary());
    assertGolden("verified.json", Json.pretty(conclusion.logLine()));
  }

  @Test
  void ofARestoreIsWhole() throws IOException {
    CataloguedBackup kept = kept();
    Optional<BackupManifest> manifest = store.manifest(kept.copies().getFirst().backup());
    Plan<BackupStep> plan =
        BackupPlanner.restore(
            new BackupRequest.Restore(new BackupChoice.Latest(), false, false),
            new BackupFacts.Chosen(kept, manifest),
            new BackupFacts.Target(
                "shop at db:5432",
                "shop",
                "production",
                "ghcr.io/acme/shöp",
                target.format(),
                false,
                List.of("api as app from 10.0.0.7 since 09:00"),
                false),
            means());
    Conclusion conclusion =
        BackupConclusion.of("restore", "shop", plan).restored(kept, executed(plan, manifest), TOOK);
    assertGolden("restored.md", conclusion.summary());
    assertGolden("restored.json", Json.pretty(conclusion.logLine()));
    assertEquals("14", conclusion.outputs().get(Output.SCHEMA_VERSION));
    assertEquals("backup_20260115_104501.dump", conclusion.outputs().get(Output.BACKUP_BEFORE));
  }

  private static CataloguedBackup backup(long seconds, Optional<BackupLabel> label) {
    BackupName name = BackupFixture.name(seconds).withEncryption(seconds == 0);
    StoredBackup stored = new StoredBackup(name, 12_345_678, label, name.toString());
    return new CataloguedBackup(
        name,
        List.of(
            new CataloguedBackup.Copy(new MemoryStore("backups"), stored),
            new CataloguedBackup.Copy(
                new MemoryStore("s3://shop-backups/production/shop"), stored)));
  }

  @Test
  void ofAListIsWhole() throws IOException {
    Conclusion conclusion =
        BackupConclusion.listed(
            "shop",
            found(
                List.of(
                    backup(90_000, Optional.of(BackupFixture.bareLabel("shop"))),
                    backup(60, Optional.empty()),
                    backup(0, Optional.of(BackupFixture.LABEL)))),
            NOW,
            TOOK);
    assertGolden("listed.md", conclusion.summary());
    assertGolden("listed.txt", text(conclusion));
    assertGolden("listed.json", conclusion.outputs().get(Output.BACKUPS) + "\n");
  }

  @Test
  void ofALongListShowsTheNewest() {
    List<CataloguedBackup> many = new ArrayList<>();
    for (int second = 10_000; second > 0; second--) {
      many.add(backup(second, Optional.of(BackupFixture.LABEL)));
    }
    Conclusion conclusion = BackupConclusion.listed("shop", found(many), NOW, TOOK);
    assertEquals(102, conclusion.closing().size());
    assertEquals("and 9900 older ones", conclusion.closing().getLast());
    assertTrue(conclusion.summary().length() < 60_000);
  }

  private static BackupCatalogue found(List<CataloguedBackup> backups, Unread... unread) {
    return new BackupCatalogue(backups, List.of("/srv/backups"), List.of(unread));
  }

  private static Unread unread() {
    return new Unread("s3://shop|backups", new StoreProblem("it").unreadable("down"));
  }

  @Test
  void ofNothingSaysWhereWasLooked() {
    Conclusion whole = BackupConclusion.listed("shop", found(List.of()), NOW, TOOK);
    assertEquals(Result.DONE, whole.result());
    assertEquals(List.of("There is no backup in /srv/backups"), whole.closing());
    assertTrue(whole.summary().contains("There is no backup in /srv/backups"), whole::summary);
    Conclusion part = BackupConclusion.listed("shop", found(List.of(), unread()), NOW, TOOK);
    assertEquals(Result.WARNED, part.result());
    assertEquals(
        List.of("There is no backup in /srv/backups; s3://shop|backups could not be looked in"),
        part.closing());
    assertTrue(part.summary().contains("could not be looked in"), part::summary);
    assertEquals(
        "{\"backups\":[],\"unread\":[\"s3://shop|backups\"]}", part.outputs().get(Output.BACKUPS));
  }

  @Test
  void ofSomeSaysThatThereMayBeMore() {
    Conclusion conclusion =
        BackupConclusion.listed(
            "shop", found(List.of(backup(60, Optional.empty())), unread()), NOW, TOOK);
    String told =
        "s3://shop|backups could not be looked in: there may be more than in /srv/backups";
    assertEquals(told, conclusion.closing().getLast());
    assertTrue(conclusion.summary().contains("there may be more"), conclusion::summary);
  }

  @Test
  void ofManifestsThatWereAloneNamesThem() {
    Plan<BackupStep> plan =
        new Plan<>(
            "backup prune · shop",
            List.of(
                new BackupStep.RemoveManifests(
                    store.name(), List.of(BackupFixture.name(0)), "a run was killed")),
            List.of());
    BackupConclusion conclusion = BackupConclusion.of("prune", "shop", plan);
    String line = BackupFixture.name(0).manifest() + " from " + store.name();
    assertTrue(conclusion.planned().closing().getFirst().startsWith(line));
    Conclusion pruned = conclusion.pruned(executed(plan, Optional.empty()), TOOK);
    assertEquals("What killed runs left is removed", pruned.closing().getFirst());
    assertEquals("{\"backups\":[]}", pruned.outputs().get(Output.BACKUPS));
  }

  @Test
  void ofRemovalsIsWhole() throws IOException {
    StoredBackup old =
        new StoredBackup(BackupFixture.name(0), 5, Optional.of(BackupFixture.LABEL), "backup");
    Plan<BackupStep> plan =
        new Plan<>(
            "backup prune · shop",
            List.of(
                new BackupStep.RemoveBackups(
                    store.name(),
                    List.of(new BackupStep.Removal(old, "daily, 31 days old, kept 30 days")),
                    "their time is over")),
            List.of(store.name() + ": 12 stay"));
    BackupConclusion conclusion = BackupConclusion.of("prune", "shop", plan);
    assertGolden("pruned-planned.md", conclusion.planned().summary());
    Conclusion pruned = conclusion.pruned(executed(plan, Optional.empty()), TOOK);
    assertGolden("pruned.md", pruned.summary());
    assertGolden("pruned.txt", text(pruned));
    assertGolden("pruned.json", pruned.outputs().get(Output.BACKUPS) + "\n");
  }
}
