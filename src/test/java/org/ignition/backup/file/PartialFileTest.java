package org.ignition.backup.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.ignition.backup.BackupFormat;
import org.ignition.backup.BackupName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, and what is under them when. */
class PartialFileTest {

  private static final BackupName NAME =
      new BackupName(Instant.parse("2026-12-31T23:59:59.999Z"), BackupFormat.DUMP, false);

  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void hasItsNameOnlyWhenItIsPublished() throws Exception {
    try (PartialFile file = PartialFile.reserve(folder, NAME.candidates())) {
      assertEquals(
          List.of(
              ".backup_20261231_235959.dump.partial", ".backup_20261231_235959.dump.partial-lock"),
          names());
      Files.writeString(file.path(), "content");
      Path published = file.publish();
      assertEquals("content", Files.readString(published));
    }
    assertEquals(List.of("backup_20261231_235959.dump"), names());
  }

  @Test
  void leavesNothingWhenItIsNotPublished() throws Exception {
    PartialFile.reserve(folder, NAME.candidates()).close();
    assertEquals(List.of(), names());
  }

  @Test
  void takesTheFirstSecondThatIsFree() throws Exception {
    Files.createFile(folder.resolve("backup_20261231_235959.dump"));
    try (PartialFile first = PartialFile.reserve(folder, NAME.candidates());
        PartialFile second = PartialFile.reserve(folder, NAME.candidates())) {
      assertEquals("backup_20270101_000000.dump", first.publish().getFileName().toString());
      assertEquals("backup_20270101_000001.dump", second.publish().getFileName().toString());
    }
  }

  @Test
  void givesUpWhenAnHourIsTaken() throws Exception {
    for (String name : NAME.candidates().toList()) {
      Files.createFile(folder.resolve(name));
    }
    assertThrows(
        FileAlreadyExistsException.class, () -> PartialFile.reserve(folder, NAME.candidates()));
  }

  /** A file that nobody has touched for a minute. */
  private static Path old(Path file) throws IOException {
    return old(file, Duration.ofMinutes(1));
  }

  private static Path old(Path file, Duration age) throws IOException {
    Files.createFile(file);
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  @Test
  void removesWhatKilledRunsLeftAndNothingElse() throws Exception {
    old(folder.resolve(".backup_20200101_000000.dump.partial"));
    old(folder.resolve(".backup_20200101_000000.sqlite.partial"));
    Files.createFile(folder.resolve(".backup_20200101_000002.dump.partial"));
    old(folder.resolve(".backup_20200101_000003.sqlite.partial-journal"));
    old(folder.resolve(".backup_20200101_000003.sqlite.partial-lock"));
    old(folder.resolve(".backup_20200101_000004.dump.age.partial-lock"));
    Files.createFile(folder.resolve(".backup_20200101_000005.dump.partial-lock"));
    Path other = old(folder.resolve("notes.partial"));
    Path link = folder.resolve(".backup_20200101_000001.dump.partial");
    Files.createSymbolicLink(link, other);
    try (PartialFile alive = PartialFile.reserve(folder, NAME.candidates())) {
      StaleFiles.remove(folder);
      assertTrue(Files.exists(alive.path()));
      assertEquals(
          List.of(
              ".backup_20200101_000001.dump.partial",
              ".backup_20200101_000002.dump.partial",
              ".backup_20200101_000005.dump.partial-lock",
              ".backup_20261231_235959.dump.partial",
              ".backup_20261231_235959.dump.partial-lock",
              "notes.partial"),
          names());
    }
  }
}
