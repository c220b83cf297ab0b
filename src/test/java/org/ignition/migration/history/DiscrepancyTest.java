package org.ignition.migration.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.history.HistoryEvent.Kind;
import org.ignition.migration.layout.MigrationFolderReader;
import org.ignition.testing.MemoryTree;
import org.junit.jupiter.api.Test;

class DiscrepancyTest {

  private final MigrationSet five = ToldHistory.folder(5);

  @Test
  void areNoneWhereFilesAreAsTheyWereApplied() {
    assertEquals(List.of(), Discrepancy.of(live(3), five));
  }

  @Test
  void nameAFileThatIsGone() {
    Problem problem = only(Discrepancy.of(live(3), ToldHistory.folder("0001", "0003", "0004")));

    assertEquals("Applied migration has no file: db/0002_step.sql", problem.what());
  }

  @Test
  void nameAFileThatWasEdited() {
    MemoryTree tree =
        new MemoryTree()
            .file("db/0001_step.sql", "CREATE TABLE t0001 (id bigint);\n")
            .file("db/0002_step.sql", "CREATE TABLE t0002 (id int);\r\n");
    MigrationSet edited = MigrationFolderReader.read(tree, Path.of("db"), Optional.of(Layout.SEED));

    Problem problem = only(Discrepancy.of(live(2), edited));

    assertEquals("Applied migration was edited: db/0001_step.sql", problem.what());
    assertEquals(Path.of("db/0001_step.sql"), problem.at().orElseThrow().file());
    assertTrue(problem.why().matches(".*applied as sha256:\\w{12}, now sha256:\\w{12}"));
  }

  @Test
  void nameANewFileBelowTheNewest() {
    LiveHistory live =
        new ToldHistory(five)
            .oursUpTo(1)
            .flyway("3", "SQL", true)
            .event(Kind.APPLIED, "0003")
            .reading()
            .live();

    Problem problem = only(Discrepancy.of(live, five));

    assertEquals("New migration below the newest applied one: db/0002_step.sql", problem.what());
    assertTrue(problem.advice().endsWith("to a version above 0003"), problem.advice());
  }

  @Test
  void doNotCountWhatIsUnfinished() {
    LiveHistory live =
        new ToldHistory(five)
            .oursUpTo(1)
            .event(Kind.BEGUN, "0002")
            .flyway("0003", "SQL", true)
            .event(Kind.APPLIED, "0003")
            .reading()
            .live();

    assertEquals(List.of(), Discrepancy.of(live, five));
  }

  @Test
  void doNotCallAdoptedFilesEdited() {
    LiveHistory live = new ToldHistory(five).flywayUpTo(3).reading().live();
    MemoryTree tree = new MemoryTree();
    IntStream.rangeClosed(1, 3).forEach(i -> tree.file("db/000" + i + "_step.sql", "SELECT 1;"));

    assertEquals(
        List.of(),
        Discrepancy.of(
            live, MigrationFolderReader.read(tree, Path.of("db"), Optional.of(Layout.SEED))));
  }

  @Test
  void doNotMissFilesBelowABaselineOfFlyway() {
    MigrationSet squashed = ToldHistory.folder("0010", "0011");
    LiveHistory live = new ToldHistory(squashed).flyway("9", "BASELINE", true).reading().live();

    assertEquals(List.of(), Discrepancy.of(live, squashed));
  }

  private LiveHistory live(int count) {
    return new ToldHistory(five).oursUpTo(count).reading().live();
  }

  private static Problem only(List<Discrepancy> found) {
    assertEquals(1, found.size(), found::toString);
    assertEquals(ErrorCode.HISTORY_DISAGREES, found.getFirst().problem().code());
    return found.getFirst().problem();
  }
}
