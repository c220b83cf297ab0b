package org.ignition.backup.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.StoredBackups;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.CommitSha;
import org.junit.jupiter.api.Test;

class BackupCatalogueTest {

  private static final Scope SHOP = Scope.of("production", "shop");
  private static final Instant BEGUN = BackupFixture.BEGUN;

  private static StoredBackup backup(long seconds, BackupLabel label) {
    return new StoredBackup(BackupFixture.name(seconds), seconds, Optional.of(label), "place");
  }

  private static StoredBackup shop(long seconds) {
    return backup(seconds, BackupFixture.LABEL);
  }

  private static StoredBackup unlabelled(long seconds) {
    return new StoredBackup(BackupFixture.name(seconds), seconds, Optional.empty(), "place");
  }

  private static BackupLabel ofRelease(String sha) {
    return new BackupLabel(
        "production",
        "shop",
        BackupKind.DAILY,
        OptionalLong.of(1),
        Optional.of(new CommitSha(sha)));
  }

  private static BackupCatalogue.Holdings in(String store, StoredBackup... backups) {
    StoredBackups listed = ListedStore.of(store, List.of(backups));
    return new BackupCatalogue.Holdings(listed, List.of(backups));
  }

  private static BackupCatalogue catalogue(StoredBackup... backups) {
    return BackupCatalogue.of(List.of(in("/backups", backups)), List.of());
  }

  private static String found(BackupCatalogue catalogue, String choice, Scope scope) {
    return catalogue.find(BackupChoice.parse(choice), scope).name().toString();
  }

  private static Problem missing(BackupCatalogue catalogue, String choice, Scope scope) {
    InputException missing =
        assertThrows(InputException.class, () -> found(catalogue, choice, scope));
    assertEquals(ErrorCode.BACKUP_NOT_FOUND, missing.code());
    return missing.problem();
  }

  @Test
  void mergesCopiesOfTheSameBackup() {
    BackupCatalogue catalogue =
        BackupCatalogue.of(
            List.of(in("host", unlabelled(2), shop(1)), in("s3", shop(2), shop(0))), List.of());
    assertEquals(
        List.of(List.of("host", "s3"), List.of("host"), List.of("s3")),
        catalogue.backups().stream().map(CataloguedBackup::places).toList());
    assertEquals(Optional.of(BackupFixture.LABEL), catalogue.backups().getFirst().label());
    assertEquals(2, catalogue.backups().getFirst().sizeBytes());
    assertEquals(List.of("host", "s3"), catalogue.places());
  }

  @Test
  void findsTheNewestOfADatabase() {
    BackupCatalogue catalogue =
        catalogue(
            unlabelled(9),
            backup(8, BackupFixture.label("staging", "shop")),
            backup(7, BackupFixture.label("production", "other")),
            shop(6),
            shop(5));
    assertEquals(BackupFixture.name(6).toString(), found(catalogue, "latest", SHOP));
    assertEquals(BackupFixture.name(9).toString(), found(catalogue, "latest", Scope.ALL));
    assertEquals(
        BackupFixture.name(8).toString(),
        found(catalogue, "latest", new Scope(Optional.empty(), Optional.of("shop"))));
  }

  @Test
  void findsTheLastBeforeATime() {
    BackupCatalogue catalogue = catalogue(shop(60), shop(30), shop(0));
    String middle = BackupFixture.name(30).toString();
    assertEquals(middle, found(catalogue, BEGUN.plusSeconds(60).toString(), SHOP));
    assertEquals(middle, found(catalogue, BEGUN.plusSeconds(31).toString(), SHOP));
    assertEquals(middle, found(catalogue, BEGUN.plusSeconds(30).plusNanos(1).toString(), SHOP));
    Problem missing = missing(catalogue, BEGUN.toString(), SHOP);
    assertTrue(missing.advice().contains(BackupFixture.name(0) + ", " + middle), missing::advice);
  }

  @Test
  void findsTheNewestOfARelease() {
    String one = "0123456" + "a".repeat(33);
    String other = "0123457" + "b".repeat(33);
    BackupCatalogue catalogue =
        catalogue(
            backup(3, ofRelease(other)),
            backup(2, ofRelease(one)),
            backup(1, ofRelease(one)),
            backup(0, BackupFixture.bareLabel("shop")));
    assertEquals(BackupFixture.name(2).toString(), found(catalogue, "0123456", SHOP));
    assertEquals(
        BackupFixture.name(2).toString(),
        found(catalogue, one.toUpperCase(java.util.Locale.ROOT), SHOP));
    Problem missing = missing(catalogue, "fffffff", SHOP);
    assertTrue(missing.what().contains("fffffff"));
    assertTrue(missing.advice().endsWith("0123457bbbbb, 0123456aaaaa"), missing::advice);
  }

  @Test
  void findsANamedOneWhosesoeverItIs() {
    BackupCatalogue catalogue = catalogue(unlabelled(1), shop(0));
    String name = BackupFixture.name(1).toString();
    assertEquals(name, found(catalogue, name, SHOP));
    Problem missing = missing(catalogue, BackupFixture.name(5).toString(), SHOP);
    assertTrue(missing.advice().contains(name + ", " + BackupFixture.name(0)), missing::advice);
  }

  @Test
  void saysWhereItLookedAndWhereItCouldNot() {
    RemoteException failure =
        new RemoteException(Problem.of(ErrorCode.SSH_UNREACHABLE, "Nobody is home", "", ""));
    BackupCatalogue catalogue =
        BackupCatalogue.of(
            List.of(in("s3://b", unlabelled(0))), List.of(new Unread("the host", failure)));
    Problem missing = missing(catalogue, "latest", SHOP);
    assertEquals("There is no backup of the database shop of production", missing.what());
    assertEquals(
        "Looked at 1 backup in s3://b, 0 of them of the database shop of production; could not"
            + " look in the host (Nobody is home)",
        missing.why());
    assertTrue(missing.advice().contains(BackupFixture.name(0).toString()));
  }

  @Test
  void advisesToTakeOneWhereThereIsNone() {
    assertTrue(missing(catalogue(), "latest", SHOP).advice().contains("backup create"));
  }

  /** What is found is what somebody would find who looked at each. */
  @Test
  void findsWhatLookingAtEachFinds() {
    Random random = new Random(20260115);
    for (int round = 0; round < 500; round++) {
      List<BackupCatalogue.Holdings> all =
          IntStream.range(0, 3).mapToObj(store -> random(random, "store " + store)).toList();
      BackupCatalogue catalogue = BackupCatalogue.of(all, List.of());
      long second = random.nextInt(40);
      Instant time = BEGUN.plusSeconds(second);
      String expected =
          all.stream()
              .flatMap(holdings -> holdings.backups().stream())
              .filter(backup -> backup.name().second().isBefore(time))
              .filter(
                  backup -> labelOf(all, backup.name()).equals(Optional.of(BackupFixture.LABEL)))
              .map(StoredBackup::name)
              .max(Comparator.naturalOrder())
              .map(BackupName::toString)
              .orElse("none");
      String found =
          catalogue.of(SHOP).isEmpty() || expected.equals("none")
              ? "none"
              : found(catalogue, time.toString(), SHOP);
      assertEquals(expected, found);
      assertEquals(
          all.stream()
              .flatMap(holdings -> holdings.backups().stream().map(StoredBackup::name))
              .collect(Collectors.toSet())
              .size(),
          catalogue.backups().size());
    }
  }

  private static Optional<BackupLabel> labelOf(
      List<BackupCatalogue.Holdings> all, BackupName name) {
    return all.stream()
        .flatMap(holdings -> holdings.backups().stream())
        .filter(backup -> backup.name().equals(name))
        .flatMap(backup -> backup.label().stream())
        .findFirst();
  }

  private static BackupCatalogue.Holdings random(Random random, String store) {
    List<StoredBackup> backups = new ArrayList<>();
    for (int second = 0; second < 30; second++) {
      switch (random.nextInt(6)) {
        case 0 -> backups.add(shop(second));
        case 1 -> backups.add(unlabelled(second));
        case 2 -> backups.add(backup(second, BackupFixture.label("staging", "shop")));
        default -> {}
      }
    }
    return in(store, backups.toArray(StoredBackup[]::new));
  }
}
