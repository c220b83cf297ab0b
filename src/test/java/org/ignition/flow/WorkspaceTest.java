package org.ignition.flow;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceTest {

  @TempDir Path root;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(root);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.skip(1).map(file -> root.relativize(file).toString()).sorted().toList();
    }
  }

  @Test
  void writesAFileAndNothingBesideIt() throws IOException {
    workspace.write(Path.of("out/m.json"), "ä");
    assertEquals("ä", Files.readString(root.resolve("out/m.json")));
    assertEquals(List.of("out", "out/m.json"), files());
  }

  @Test
  void givesTheFileTheRightsOfAnyOther() throws IOException {
    Path other = Files.writeString(root.resolve("other"), "");
    workspace.write(Path.of("m.json"), "");
    assertEquals(
        Files.getPosixFilePermissions(other),
        Files.getPosixFilePermissions(root.resolve("m.json")));
  }

  @Test
  void holdsWhatIsBelowItOnly() {
    assertTrue(workspace.holds(Path.of("out/registry")));
    for (String other : List.of("", ".", "..", "out/..", "../x", "/")) {
      assertFalse(workspace.holds(Path.of(other)), other);
    }
  }

  @Test
  void holdsNothingBehindALink(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(root.resolve("link"), elsewhere);
    Files.createSymbolicLink(root.resolve("nowhere"), Path.of("/none"));
    for (String other : List.of("link/backups", "link/made/backups", "nowhere/backups")) {
      assertFalse(workspace.holds(Path.of(other)), other);
    }
    assertTrue(workspace.holds(Path.of("link")), "which is a file of its own");
  }

  @Test
  void replacesAFile() throws IOException {
    workspace.write(Path.of("m.json"), "a longer text");
    workspace.write(Path.of("m.json"), "b");
    assertEquals("b", Files.readString(root.resolve("m.json")));
  }

  @Test
  void writesAlsoWhenTheCommandWasInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    try {
      workspace.write(Path.of("m.json"), "x");
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals(List.of("m.json"), files());
  }

  @Test
  void keepsItsOwnFolderOutOfGit() throws IOException {
    workspace.write(Workspace.metadataFile(), "{}");
    assertEquals("*\n", Files.readString(root.resolve(".ignition/.gitignore")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "file/m.json", "/proc/none/m.json"})
  void saysBeforehandThatAFileCannotBeWritten(String given) throws IOException {
    Files.createDirectory(root.resolve("folder"));
    Files.writeString(root.resolve("file"), "");
    InputException e =
        assertThrows(InputException.class, () -> workspace.requireWritable(Path.of(given)));
    assertEquals(ErrorCode.FILE_UNWRITABLE, e.code());
    assertTrue(e.problem().what().contains(given), e::getMessage);
  }

  @Test
  void leavesNothingBehindWhereItCannotWrite() throws IOException {
    Files.createDirectories(root.resolve("taken/full"));
    assertThrows(InputException.class, () -> workspace.write(Path.of("taken"), "x"));
    assertEquals(List.of("taken", "taken/full"), files());
  }

  @Test
  void makesTheFolderOfAFileThatCanBeWritten() {
    assertDoesNotThrow(() -> workspace.requireWritable(Path.of("a/b/m.json")));
    assertTrue(Files.isDirectory(root.resolve("a/b")));
    assertFalse(Files.exists(root.resolve("a/b/m.json")));
  }
}
