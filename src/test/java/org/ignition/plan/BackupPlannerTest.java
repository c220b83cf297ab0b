package org.ignition.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupFormat;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder.Proof;
import org.ignition.backup.MemoryStore;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.catalogue.BackupChoice;
import org.ignition.backup.catalogue.CataloguedBackup;
import org.ignition.backup.retention.RetentionFacts;
import org.ignition.backup.retention.RetentionRules;
import org.ignition.backup.retention.Verdict;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BackupPlannerTest {

  private static final String SHOP = "shop at db:5432";
  private static final BackupChoice LATEST = new BackupChoice.Latest();

  private static List<String> titles(Plan<BackupStep> plan) {
    return plan.steps().stream().map(BackupStep::title).toList();
  }

  private static BackupFacts.Means means(String... recipients) {
    return new BackupFacts.Means(
        SHOP,
        List.of("backups", "s3://shop"),
        List.of(recipients),
        Optional.empty(),
        BackupKind.WEEKLY,
        List.of());
  }

  @Nested
  class Create {

    private static Plan<BackupStep> plan(
        BackupFacts.Means means, Optional<BackupKind> kind, Optional<Proof> proof) {
      return BackupPlanner.create(new BackupRequest.Create(kind, proof), means);
    }

    @Test
    void takesWhatIsDue() {
      Plan<BackupStep> plan = plan(means(), Optional.empty(), Optional.empty());
      assertEquals(
          List.of(
              "write a weekly backup of the database",
              "store it in backups",
              "store it in s3://shop"),
          titles(plan));
      assertEquals("a weekly one is due", plan.steps().getFirst().reason());
      assertEquals("backup create · " + SHOP, plan.intent());
    }

    @Test
    void provesAndEncryptsWhereThatIsAskedFor() {
      assertEquals(
          List.of(
              "write a daily backup of the database",
              "restore what was written on a server of our own, and compare",
              "encrypt it",
              "store it in backups",
              "store it in s3://shop"),
          titles(plan(means("age1…"), Optional.of(BackupKind.DAILY), Optional.of(Proof.RESTORE))));
    }

    @Test
    void provesAsFarAsTheConfigurationSays() {
      BackupFacts.Means means =
          new BackupFacts.Means(
              SHOP,
              List.of("backups"),
              List.of(),
              Optional.of(Proof.RESTORE),
              BackupKind.DAILY,
              List.of());
      assertEquals(3, plan(means, Optional.empty(), Optional.empty()).steps().size());
      assertEquals(2, plan(means, Optional.empty(), Optional.of(Proof.LIST)).steps().size());
    }

    @Test
    void makesNothingVisibleBeforeItIsProved() {
      Plan<BackupStep> plan = plan(means("age1…"), Optional.empty(), Optional.of(Proof.RESTORE));
      assertTrue(plan.steps().stream().limit(3).noneMatch(BackupStep::visible));
      assertTrue(plan.steps().stream().skip(3).allMatch(BackupStep::visible));
    }
  }

  // --- one that is kept

  private static BackupFacts.Chosen chosen(BackupName name, Optional<BackupManifest> manifest) {
    Optional<BackupLabel> label = manifest.map(BackupManifest::label);
    StoredBackup stored = new StoredBackup(name, 3, label, name.toString());
    return new BackupFacts.Chosen(
        new CataloguedBackup(
            name,
            List.of(
                new CataloguedBackup.Copy(new MemoryStore("backups"), stored),
                new CataloguedBackup.Copy(new MemoryStore("s3://shop"), stored))),
        manifest);
  }

  private static BackupFacts.Chosen chosen(BackupLabel label) {
    BackupName name = BackupFixture.name(0);
    return chosen(name, Optional.of(BackupFixture.manifest(name, label, new byte[3])));
  }

  @Nested
  class Verify {

    private static final BackupRequest.Verify RESTORE =
        new BackupRequest.Verify(LATEST, Proof.RESTORE);

    @Test
    void restoresWhatItComparedFirst() {
      assertEquals(
          List.of(
              "fetch backup_20260115_104500.dump from backups, or else from s3://shop, and compare it with its manifest",
              "restore it on a server of our own, and compare"),
          titles(BackupPlanner.verify(RESTORE, chosen(BackupFixture.LABEL))));
    }

    @Test
    void opensWhatIsEncrypted() {
      BackupName name = BackupFixture.name(0).withEncryption(true);
      BackupManifest manifest = BackupFixture.manifest(name, BackupFixture.LABEL, new byte[3]);
      assertEquals(
          List.of(
              "fetch backup_20260115_104500.dump.age from backups, or else from s3://shop, and compare it with its manifest",
              "decrypt it",
              "restore it on a server of our own, and compare"),
          titles(BackupPlanner.verify(RESTORE, chosen(name, Optional.of(manifest)))));
    }

    @Test
    void changesNothing() {
      assertFalse(BackupPlanner.verify(RESTORE, chosen(BackupFixture.LABEL)).changesAnything());
    }

    @Test
    void refusesWhatNothingIsKnownOf() {
      assertEquals(
          ErrorCode.BACKUP_MANIFEST_INVALID,
          assertThrows(
                  PolicyException.class,
                  () ->
                      BackupPlanner.verify(
                          RESTORE, chosen(BackupFixture.name(0), Optional.empty())))
              .code());
    }
  }

  @Nested
  class Restore {

    private boolean empty;
    private boolean allowMismatch;
    private boolean allowDataLoss;
    private BackupFormat format = BackupFormat.DUMP;

    private Plan<BackupStep> plan(BackupFacts.Chosen chosen) {
      return BackupPlanner.restore(
          new BackupRequest.Restore(LATEST, allowMismatch, allowDataLoss),
          chosen,
          new BackupFacts.Target(
              SHOP,
              "shop",
              "production",
              "ghcr.io/acme/shöp",
              format,
              empty,
              List.of("api as app from 10.0.0.7 since 09:00"),
              false),
          means());
    }

    private PolicyException refused(BackupFacts.Chosen chosen) {
      return assertThrows(PolicyException.class, () -> plan(chosen));
    }

    @Test
    void backsUpWhatIsThereBeforeItReplacesIt() {
      Plan<BackupStep> plan = plan(chosen(BackupFixture.LABEL));
      assertEquals(
          List.of(
              "fetch backup_20260115_104500.dump from backups, or else from s3://shop, and compare it with its manifest",
              "write a pre-migration backup of the database",
              "store it in backups",
              "store it in s3://shop",
              "restore shop at db:5432 from it, in one transaction",
              "compare the database with the manifest"),
          titles(plan));
      assertTrue(plan.notes().contains("connected: api as app from 10.0.0.7 since 09:00"));
    }

    @Test
    void needsThatBackupUnlessTheLossIsAllowed() {
      assertEquals(BackupStep.Need.BEFORE_LOSS, need());
      allowDataLoss = true;
      assertEquals(BackupStep.Need.IF_POSSIBLE, need());
    }

    private BackupStep.Need need() {
      return ((BackupStep.WriteBackup) plan(chosen(BackupFixture.LABEL)).steps().get(1)).need();
    }

    @Test
    void backsUpNothingThatIsEmpty() {
      empty = true;
      Plan<BackupStep> plan = plan(chosen(BackupFixture.LABEL));
      assertEquals(3, plan.steps().size());
      assertTrue(plan.notes().contains("no backup is taken before, as the database is empty"));
    }

    @Test
    void refusesWhatIsOfAnotherEnvironmentOrDatabase() {
      PolicyException staging = refused(chosen(BackupFixture.label("staging", "shop")));
      assertEquals(ErrorCode.BACKUP_MISMATCH, staging.code());
      assertTrue(
          staging.problem().why().contains("of the environment staging, not of production"),
          staging.problem().why());
      PolicyException blog = refused(chosen(BackupFixture.label("production", "blog")));
      assertTrue(blog.problem().why().contains("of the database blog, not of shop"));
      allowMismatch = true;
      assertTrue(
          plan(chosen(BackupFixture.label("staging", "shop"))).notes().stream()
              .anyMatch(note -> note.contains("staging")));
    }

    @Test
    void refusesWhatIsOfAnotherApplication() {
      BackupName name = BackupFixture.name(0);
      BackupManifest manifest = BackupFixture.manifest(name, BackupFixture.LABEL, new byte[3]);
      BackupManifest other =
          new BackupManifest(
              name,
              manifest.label(),
              "ghcr.io/acme/blog",
              manifest.reason(),
              manifest.product(),
              manifest.serverVersion(),
              manifest.created(),
              manifest.took(),
              manifest.sizeBytes(),
              manifest.sha256(),
              manifest.contents(),
              manifest.recipients(),
              manifest.by(),
              manifest.toolVersion());
      assertTrue(
          refused(chosen(name, Optional.of(other))).problem().why().contains("ghcr.io/acme/blog"));
    }

    @Test
    void refusesWhatNothingIsKnownOf() {
      BackupFacts.Chosen unknown = chosen(BackupFixture.name(0), Optional.empty());
      assertTrue(refused(unknown).problem().why().contains("no manifest"));
      allowMismatch = true;
      assertEquals(
          List.of(
              "fetch backup_20260115_104500.dump from backups, or else from s3://shop",
              "write a pre-migration backup of the database",
              "store it in backups",
              "store it in s3://shop",
              "restore shop at db:5432 from it, in one transaction"),
          titles(plan(unknown)));
    }

    @Test
    void neverTakesAnotherKindOfDatabase() {
      format = BackupFormat.SQLITE;
      allowMismatch = true;
      assertEquals(ErrorCode.BACKUP_MISMATCH, refused(chosen(BackupFixture.LABEL)).code());
    }
  }

  @Nested
  class Prune {

    private static StoredBackup daily(int daysAgo) {
      BackupName name = BackupFixture.name(-Duration.ofDays(daysAgo).toSeconds());
      return new StoredBackup(
          name, 3, Optional.of(BackupFixture.bareLabel("shop")), name.toString());
    }

    private List<BackupName> lone = List.of();

    private Plan<BackupStep> plan(
        List<StoredBackup> local, Optional<RetentionFacts.Remote> remote) {
      Instant now = BackupFixture.BEGUN.plusSeconds(60);
      return BackupPlanner.prune(
          new BackupFacts.Kept(
              "shop",
              new RetentionFacts("", "shop", local, remote, Optional.of(List.of())),
              Map.of(Verdict.Place.LOCAL, lone),
              RetentionRules.DEFAULTS,
              now,
              Map.of(Verdict.Place.LOCAL, "backups", Verdict.Place.REMOTE, "s3://shop")));
    }

    @Test
    void removesWhatIsTooOldFromEveryPlaceTheLocalOneFirst() {
      List<StoredBackup> all = List.of(daily(0), daily(1), daily(2), daily(31), daily(40));
      Plan<BackupStep> plan =
          plan(
              all,
              Optional.of(
                  new RetentionFacts.Remote(
                      all, Set.copyOf(all.stream().map(StoredBackup::name).toList()))));
      assertEquals(
          List.of("remove 2 backups from backups", "remove 2 backups from s3://shop"),
          titles(plan));
      assertTrue(plan.notes().contains("backups: 3 stay"), plan.notes().toString());
      BackupStep.RemoveBackups first = (BackupStep.RemoveBackups) plan.steps().getFirst();
      assertEquals(
          "daily, 31 days 1 minute old, kept 30 days", first.backups().getFirst().reason());
    }

    @Test
    void removesManifestsWhoseBackupsNeverCame() {
      lone = List.of(BackupFixture.name(5));
      Plan<BackupStep> plan = plan(List.of(daily(0)), Optional.empty());
      assertEquals(List.of("remove 1 manifest without its backup from backups"), titles(plan));
      assertTrue(plan.steps().getFirst().changes());
    }

    @Test
    void hasNoStepWhereEverythingStays() {
      assertEquals(List.of(), plan(List.of(daily(40)), Optional.empty()).steps());
    }
  }
}
