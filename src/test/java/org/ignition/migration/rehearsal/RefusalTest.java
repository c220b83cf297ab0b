package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ignition.database.ServerError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

  private static ServerError error(String state, String message) {
    return new ServerError(state, message, 0, "", "", "", "", "", "", "");
  }

  @Test
  void namesRoleThatIsMissing() {
    assertEquals(
        new Refusal.RoleMissing("a \"b\" c"),
        Refusal.of(error("42704", "role \"a \"b\" c\" does not exist")));
  }

  @Test
  void takesNoOtherMissingObjectForRole() {
    assertEquals(new Refusal.Final(), Refusal.of(error("42704", "type \"x\" does not exist")));
    assertEquals(new Refusal.Rows(), Refusal.of(error("P0001", "role \"x\" does not exist")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"25001", "2D000", "55P04"})
  void leavesTransactionWhereServerWantsNone(String state) {
    assertEquals(new Refusal.OwnTransactions(), Refusal.of(error(state, "any")));
  }

  @Test
  void tellsPendingTriggersFromOtherUse() {
    String pending = "cannot ALTER TABLE \"t\" because it has pending trigger events";
    assertEquals(new Refusal.OwnTransactions(), Refusal.of(error("55006", pending)));
    assertEquals(
        new Refusal.Final(), Refusal.of(error("55006", "cannot drop the currently open database")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"23502", "22001", "21000", "P0001"})
  void blamesRowsForWhatDependsOnThem(String state) {
    assertEquals(new Refusal.Rows(), Refusal.of(error(state, "any")));
  }

  @Test
  void blamesRowsForWhatABlockMissedBecauseOfThem() {
    String block = "PL/pgSQL function inline_code_block line 9 at EXECUTE";
    ServerError missing = new ServerError("42P01", "any", 0, "", "", block, "", "", "", "");
    assertEquals(new Refusal.Rows(), Refusal.of(missing));
    assertEquals(new Refusal.Final(), Refusal.of(error("42P01", "any")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"42601", "42501", "57014", "08006", "", "4"})
  void triesNothingElse(String state) {
    assertEquals(new Refusal.Final(), Refusal.of(error(state, "any")));
  }
}
