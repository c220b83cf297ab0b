package org.ignition.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTreeTest {

  @TempDir Path folder;
  Path workspace;
  WorkspaceTree tree;

  @BeforeEach
  void fill() throws Exception {
    workspace = Files.createDirectories(folder.resolve("work"));
    Files.createDirectories(workspace.resolve("m/deep"));
    Files.writeString(workspace.resolve("m/1_a.sql"), "a");
    Files.writeString(workspace.resolve("m/deep/2_b.sql"), "b");
    Files.writeString(folder.resolve("secret"), "s");
    tree = new WorkspaceTree(workspace);
  }

  @Test
  void listsFilesRelativeToTheWorkspace() {
    assertEquals(
        List.of(Path.of("m/1_a.sql"), Path.of("m/deep/2_b.sql")), tree.files(Path.of("m")));
    assertEquals(List.of(), tree.files(Path.of("absent")));
  }

  @Test
  void followsLinksThatStayInTheWorkspace() throws Exception {
    Files.createSymbolicLink(workspace.resolve("m/3_c.sql"), Path.of("1_a.sql"));
    assertEquals("a", new String(tree.read(Path.of("m/3_c.sql")), StandardCharsets.UTF_8));
  }

  @Test
  void refusesWhatLeadsOut() throws Exception {
    Files.createSymbolicLink(workspace.resolve("m/3_c.sql"), folder.resolve("secret"));
    Files.createSymbolicLink(workspace.resolve("out"), folder);
    for (String path :
        List.of("m/3_c.sql", "../secret", "out/secret", folder.resolve("secret").toString())) {
      InputException refused = assertThrows(InputException.class, () -> tree.read(Path.of(path)));
      assertTrue(refused.problem().what().contains("out of the repository"), path);
    }
    assertThrows(InputException.class, () -> tree.files(Path.of("out")));
    assertThrows(InputException.class, () -> tree.files(Path.of("..")));
  }

  @Test
  void refusesFilesThatNoMemoryHolds() throws Exception {
    try (RandomAccessFile sparse =
        new RandomAccessFile(workspace.resolve("m/9_x.sql").toFile(), "rw")) {
      sparse.setLength(WorkspaceTree.LARGEST + 1L);
    }
    InputException refused =
        assertThrows(InputException.class, () -> tree.read(Path.of("m/9_x.sql")));
    assertTrue(refused.problem().what().contains("64 MiB"));
  }

  @Test
  void saysWhatCannotBeRead() {
    assertThrows(InputException.class, () -> tree.read(Path.of("m/none.sql")));
    assertThrows(InputException.class, () -> tree.read(Path.of("m")));
  }
}
