package org.ignition.migration.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(Refusal.of(error("42704", "role \"a \"b\" c\" does not exist")))
        .isEqualTo(new Refusal.RoleMissing("a \"b\" c"));
  }

  @Test
  void takesNoOtherMissingObjectForRole() {
    assertThat(Refusal.of(error("42704", "type \"x\" does not exist")))
        .isEqualTo(new Refusal.Final());
    assertThat(Refusal.of(error("P0001", "role \"x\" does not exist")))
        .isEqualTo(new Refusal.Rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"25001", "2D000", "55P04"})
  void leavesTransactionWhereServerWantsNone(String state) {
    assertThat(Refusal.of(error(state, "any"))).isEqualTo(new Refusal.OwnTransactions());
  }

  @Test
  void tellsPendingTriggersFromOtherUse() {
    String pending = "cannot ALTER TABLE \"t\" because it has pending trigger events";
    assertThat(Refusal.of(error("55006", pending))).isEqualTo(new Refusal.OwnTransactions());
    assertThat(Refusal.of(error("55006", "cannot drop the currently open database")))
        .isEqualTo(new Refusal.Final());
  }

  @ParameterizedTest
  @ValueSource(strings = {"23502", "22001", "21000", "P0001"})
  void blamesRowsForWhatDependsOnThem(String state) {
    assertThat(Refusal.of(error(state, "any"))).isEqualTo(new Refusal.Rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"42601", "42501", "57014", "08006", "", "4"})
  void triesNothingElse(String state) {
    assertThat(Refusal.of(error(state, "any"))).isEqualTo(new Refusal.Final());
  }
}
