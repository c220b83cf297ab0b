package org.ignition.migration.live;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.migration.history.VersionTable;

/** What the application reads from a table that is kept in step. */
final class ContractVersion {

  private ContractVersion() {}

  /**
   * The highest version of the table; empty where it holds what is no integer, such as {@code 2.1}
   * as a text.
   */
  static Optional<OptionalLong> of(VersionTable.Kept table) {
    if (!table.versions().stream().allMatch(each -> each.matches("[0-9]{1,18}"))) {
      return Optional.empty();
    }
    return Optional.of(
        table.versions().stream().map(BigInteger::new).mapToLong(BigInteger::longValueExact).max());
  }
}
