package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupChoiceTest {

  @TempDir Path folder;
  private final MemoryStore local = new MemoryStore("backups");
  private final MemoryStore remote = new MemoryStore("s3://shop");

  @BeforeEach
  void fill() throws Exception {
    put(local, 0, BackupFixture.LABEL);
    put(remote, 0, BackupFixture.LABEL);
    put(local, 60, BackupFixture.bareLabel("shop"));
    put(remote, 120, BackupFixture.bareLabel("shop"));
  }

  private void put(MemoryStore store, long seconds, BackupLabel label) throws Exception {
    byte[] bytes = {1, 2, 3};
    Path file = Files.write(folder.resolve("file"), bytes);
    store.put(
        file, BackupFixture.manifest(BackupFixture.name(seconds), label, bytes), BackupWatch.NONE);
  }

  private Optional<BackupName> chosen(String text) {
    return BackupChoice.parse(text)
        .orElseThrow()
        .among(KeptBackup.of(List.of(local, remote)).stream())
        .map(KeptBackup::name);
  }

  @Test
  void mergesTheCopiesOfABackup() {
    List<KeptBackup> all = KeptBackup.of(List.of(local, remote));
    assertEquals(
        List.of(BackupFixture.name(120), BackupFixture.name(60), BackupFixture.name(0)),
        all.stream().map(KeptBackup::name).toList());
    assertEquals(List.of("backups", "s3://shop"), all.getLast().stores());
  }

  @Test
  void findsTheNewest() {
    assertEquals(Optional.of(BackupFixture.name(120)), chosen("latest"));
  }

  @Test
  void findsTheLastBeforeATime() {
    assertEquals(Optional.of(BackupFixture.name(60)), chosen("2026-01-15T11:47:00+01:00"));
    assertEquals(Optional.of(BackupFixture.name(0)), chosen("2026-01-15T10:45:01Z"));
    assertEquals(Optional.empty(), chosen("2026-01-15T10:45:00Z"));
  }

  @Test
  void findsTheNewestOfARelease() {
    assertEquals(Optional.of(BackupFixture.name(0)), chosen("0123456"));
    assertEquals(
        Optional.of(BackupFixture.name(0)), chosen("0123456789abcdef0123456789abcdef01234567"));
    assertEquals(Optional.empty(), chosen("fedcba9"));
  }

  @Test
  void findsOneByItsName() {
    assertEquals(Optional.of(BackupFixture.name(60)), chosen(BackupFixture.name(60).toString()));
    assertEquals(Optional.empty(), chosen(BackupFixture.name(61).toString()));
  }
}
