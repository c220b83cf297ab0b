package org.ignition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ignition.action.StepSummary;
import org.ignition.testing.RunnerReader;
import org.ignition.testing.RunnerStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations of a pull request, checked as a runner checks them: one step and no network. */
class ContainerCheckIT {

  private static final Map<String, String> CHECK = Map.of("command", "check-migrations");
  private static final int SHOWN_OF_A_LEVEL = 10;

  private Shop shop;
  private String base;

  @BeforeEach
  void mergeATable(@TempDir Path folder) throws Exception {
    RunnerStep.requireHandOver();
    shop = Shop.create(folder, "ghcr.io/acme/shop");
    pair("0001_open", "CREATE TABLE orders (id bigint PRIMARY KEY);", "DROP TABLE orders;");
    base = shop.commit("Open the shop");
  }

  private void pair(String name, String up, String down) throws IOException {
    shop.write("db/migrations/" + name + ".sql", up + "\n");
    shop.write("db/migrations/" + name + ".down.sql", down + "\n");
  }

  /** What a runner does with a pull request: its event, its base, its files. */
  private RunnerStep.Result check(Map<String, String> inputs) throws Exception {
    String head = shop.commit("Ask for a merge");
    Path event = shop.folder().resolveSibling("event.json");
    Files.writeString(
        event,
        """
        {"number": 7, "pull_request": {"number": 7, "head": {"sha": "%s"}, "base": {"sha": "%s"}}}
        """
            .formatted(head, base));
    RunnerStep.handOver(shop.folder());
    return RunnerStep.in(shop.folder())
        .with("--sha", head)
        .with("--event-name", "pull_request")
        .with("--event", event.toString())
        .with("--network", "none")
        .run(inputs);
  }

  @Test
  void passesWhatOnlyAdds() throws Exception {
    pair(
        "0002_add_note",
        "ALTER TABLE orders ADD COLUMN note text;",
        "ALTER TABLE orders DROP COLUMN note;");
    RunnerStep.Result run = check(CHECK);
    assertEquals(0, run.code(), run::toString);
    assertEquals("passed", run.output("result"), run::toString);
    assertEquals("additive", run.output("classification"));
    assertEquals("yes", run.output("backward-compatible"));
    assertEquals("expand", run.output("order"));
    assertEquals("0", run.output("errors"));
    assertTrue(run.summary().contains("additive"), run.summary());
    String report = shop.read(run.output("report-file"));
    assertTrue(report.contains("\"reversible\" : \"exact\""), report);
  }

  @Test
  void refusesWithEveryFindingToldAndOutputsWritten() throws Exception {
    StringBuilder up = new StringBuilder();
    StringBuilder down = new StringBuilder();
    for (int i = 0; i < 15; i++) {
      up.append("CREATE INDEX orders_").append(i).append("_idx ON orders (id);\n");
      down.append("DROP INDEX orders_").append(i).append("_idx;\n");
    }
    pair("0002_index", up.toString(), down.toString());
    RunnerStep.Result run = check(CHECK);
    assertEquals(3, run.code(), run::toString);
    assertEquals("refused", run.output("result"));
    assertEquals("IGN-MIG-005", run.output("error-code"));
    assertEquals("15", run.output("errors"));
    List<RunnerReader.Read> shown = run.commands("error");
    assertTrue(shown.size() <= SHOWN_OF_A_LEVEL, run::toString);
    assertEquals("db/migrations/0002_index.sql", shown.getFirst().properties().get("file"));
    assertEquals("1", shown.getFirst().properties().get("line"));
    for (int i = 0; i < 15; i++) {
      assertTrue(run.summary().contains("orders_" + i + "_idx"), run.summary());
    }
  }

  @Test
  void cutsASummaryThatIsLongerThanGitHubTakes() throws Exception {
    StringBuilder up = new StringBuilder();
    for (int i = 0; i < 800; i++) {
      up.append("DELETE FROM orders; -- ").append("x".repeat(40)).append('\n');
      up.append("UPDATE orders SET id = id + ").append("0 + ".repeat(300)).append("0;\n");
    }
    pair("0002_rows", up.toString(), "SELECT 1;");
    RunnerStep.Result run = check(CHECK);
    assertEquals(3, run.code(), () -> run.output("error-code"));
    int bytes = run.summary().getBytes(UTF_8).length;
    assertTrue(bytes <= StepSummary.LIMIT, () -> bytes + " bytes");
    assertTrue(run.summary().contains("more findings in the report"), run::summary);
    assertEquals("refused", run.output("result"));
  }
}
