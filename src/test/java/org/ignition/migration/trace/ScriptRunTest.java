package org.ignition.migration.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.ignition.database.ServerError;
import org.ignition.image.Digest;
import org.ignition.migration.Script;
import org.ignition.migration.sql.Position;
import org.ignition.migration.sql.SqlScript;
import org.ignition.migration.sql.SqlSplitter;
import org.junit.jupiter.api.Test;

class ScriptRunTest {

  private static Position where(String sql, int position) {
    SqlScript split = SqlSplitter.split(sql);
    Script script =
        new Script(Path.of("a.sql"), split, true, new Digest("sha256:" + "0".repeat(64)));
    ServerError error = new ServerError("42601", "no", position, "", "", "", "", "", "", "");
    return new ScriptRun.Failed(script, List.of(), split.statements().getLast(), error).where();
  }

  @Test
  void placesErrorWithinItsLine() {
    assertEquals(new Position(1, 19), where("SELECT 1;  SELECT x", 8));
  }

  @Test
  void placesErrorOnLaterLine() {
    assertEquals(new Position(3, 3), where("-- a\nSELECT\n  x", 10));
  }

  @Test
  void countsAsEditorsDo() {
    assertEquals(new Position(1, 14), where("SELECT '😀', x", 13));
  }

  @Test
  void fallsBackToStatementAndItsEnd() {
    assertEquals(new Position(2, 2), where("SELECT 1;\n SELECT x", 0));
    assertEquals(new Position(1, 9), where("SELECT x", 999));
  }
}
