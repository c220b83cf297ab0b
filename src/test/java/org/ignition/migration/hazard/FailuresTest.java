package org.ignition.migration.hazard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ignition.database.ServerError;
import org.ignition.migration.Script;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.trace.ScriptRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

  private static ServerError error(String state, String message, String detail, String where) {
    return new ServerError(state, message, 0, detail, "", where, "", "", "", "");
  }

  private static ScriptRun.Failed failed(String sql, ServerError error) {
    Script script = HazardCase.migration(1, "a", sql).up();
    return new ScriptRun.Failed(script, List.of(), script.sql().statements().getFirst(), error);
  }

  @Test
  void offersNoTransactionWhereThatHelps() {
    ServerError refused = error("25001", "VACUUM cannot run inside a transaction block", "", "");
    ScriptRun.Failed vacuum = failed("VACUUM users", refused);
    assertEquals(Rule.T1, Failures.rule(vacuum));
    assertTrue(Failures.advice(Rule.T1, vacuum).startsWith("-- ignition: no-transaction\n"));
  }

  @Test
  void offersNoTransactionNowhereElse() {
    ServerError nested = error("25001", "DROP DATABASE cannot be executed from a function", "", "");
    ScriptRun.Failed block = failed("DO $$BEGIN EXECUTE 'DROP DATABASE x'; END$$", nested);
    assertEquals(Rule.R1, Failures.rule(block));
    assertEquals("", Failures.advice(Rule.R1, block));
  }

  @ParameterizedTest
  @CsvSource({
    "08006, An I/O error occurred while sending to the backend.",
    "53100, could not extend file \"base/1/2\": No space left on device",
    "57P01, terminating connection due to administrator command",
    "57P02, terminating connection because of crash of another server process",
    "57P03, the database system is shutting down",
  })
  void saysThatTheServerStoppedAnswering(String state, String message) {
    assertEquals(Rule.R12, Failures.rule(failed("SELECT 1", error(state, message, "", ""))));
  }

  @Test
  void saysWhatTheServerSaidInFull() {
    String message =
        "update or delete on table \"a\" violates foreign key constraint \"b_a_id_fkey\"";
    assertEquals(
        '"' + message + "\" (23503): \"Key (id)=(1) is still referenced.\"",
        Failures.text(error("23503", message, "Key (id)=(1) is still referenced.", "")));
  }

  @Test
  void saysWhichRowOfCopyItWas() {
    assertEquals(
        "\"bad\" (22P02), in \"COPY users, line 2\"",
        Failures.text(error("22P02", "bad", "", "COPY users, line 2\nmore")));
  }

  @Test
  void boundsAndEscapesWhatAMigrationRaises() {
    String hostile = "\n::error::\u202e".repeat(1000);
    String text = Failures.text(error("P0001", hostile, hostile, hostile));
    assertTrue(text.length() < 6_000, text);
    assertFalse(text.contains("\n") || text.contains("\u202e"), text);
  }

  @Test
  void pointsToAServerThatHasTheExtension() {
    String detail = "Could not open extension control file \"/opt/postgis.control\"";
    ServerError missing = error("0A000", "extension \"postgis\" is not available", detail, "");
    ScriptRun.Failed failed = failed("CREATE EXTENSION postgis", missing);
    assertTrue(Failures.advice(Failures.rule(failed), failed).contains("`shadow-url`"));
    assertFalse(Failures.text(missing).contains("/opt"));
  }
}
