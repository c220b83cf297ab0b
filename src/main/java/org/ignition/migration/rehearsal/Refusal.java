package org.ignition.migration.rehearsal;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ignition.database.ServerError;

/** What can be tried after a server refused a script. */
sealed interface Refusal {

  /** A role that is named is made, then the script runs again. */
  record RoleMissing(String role) implements Refusal {}

  /** It can't run in a transaction, or not in the one that the pair shares. */
  record OwnTransactions() implements Refusal {}

  /** It may run where no rows are in the way. */
  record Rows() implements Refusal {}

  /** It does not run. */
  record Final() implements Refusal {}

  /** The server's English text; {@code acl.c} and {@code user.c}. */
  Pattern ROLE = Pattern.compile("role \"(.+)\" does not exist", Pattern.DOTALL);

  /**
   * Refused within a transaction: active_sql_transaction, invalid_transaction_termination, and
   * unsafe_new_enum_value_usage.
   */
  Set<String> NOT_IN_TRANSACTION = Set.of("25001", "2D000", "55P04");

  /** undefined_table, undefined_column, undefined_object and their duplicates. */
  Set<String> MISSING = Set.of("42P01", "42703", "42704", "42P07", "42701", "42710");

  /** What {@code error} asks for. */
  static Refusal of(ServerError error) {
    Optional<String> role = role(error);
    if (role.isPresent()) {
      return new RoleMissing(role.get());
    }
    if (NOT_IN_TRANSACTION.contains(error.sqlState()) || isPending(error)) {
      return new OwnTransactions();
    }
    return isAboutRows(error) ? new Rows() : new Final();
  }

  /**
   * Whether it is worth a try without rows, since an up that runs on empty tables is to be judged
   * as a whole: not when the session or the server gave up, nor for what no row can cause, which
   * are syntax_error and insufficient_privilege outside of blocks that write statements themselves.
   */
  static boolean mayBeAboutRows(ServerError error) {
    boolean own = error.sqlState().equals("42601") || error.sqlState().equals("42501");
    return !error.endsSession()
        && Stream.of("53", "57", "58", "XX").noneMatch(error.sqlState()::startsWith)
        && (!own || !error.where().isEmpty());
  }

  private static Optional<String> role(ServerError error) {
    Matcher named = ROLE.matcher(error.message());
    return error.sqlState().equals("42704") && named.matches()
        ? Optional.of(named.group(1))
        : Optional.empty();
  }

  /** object_in_use, for rows whose triggers were put off. */
  private static boolean isPending(ServerError error) {
    return error.sqlState().equals("55006") && error.message().contains("pending trigger events");
  }

  /**
   * Cardinality, data and constraint violations, what functions raise themselves, and what a block
   * looks for because a row says that it is there.
   */
  private static boolean isAboutRows(ServerError error) {
    return Stream.of("21", "22", "23", "P0").anyMatch(error.sqlState()::startsWith)
        || (MISSING.contains(error.sqlState()) && error.where().contains("PL/pgSQL"));
  }
}
