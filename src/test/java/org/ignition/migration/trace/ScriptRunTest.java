package org.ignition.migration.trace;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(where("SELECT 1;  SELECT x", 8)).isEqualTo(new Position(1, 19));
  }

  @Test
  void placesErrorOnLaterLine() {
    assertThat(where("-- a\nSELECT\n  x", 10)).isEqualTo(new Position(3, 3));
  }

  @Test
  void countsAsEditorsDo() {
    assertThat(where("SELECT '😀', x", 13)).isEqualTo(new Position(1, 14));
  }

  @Test
  void fallsBackToStatementAndItsEnd() {
    assertThat(where("SELECT 1;\n SELECT x", 0)).isEqualTo(new Position(2, 2));
    assertThat(where("SELECT x", 999)).isEqualTo(new Position(1, 9));
  }
}
