package org.ignition.migration.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.sql.SqlScript.Flaw.Kind;

/**
 * Takes one {@code BEGIN … COMMIT} around all statements away, since whoever runs the script begins
 * a transaction anyway, and complains about any other transaction control.
 *
 * @param kept the statements to run
 * @param flaws what was taken away, and what is wrong
 */
record OuterTransaction(List<SqlStatement> kept, List<RawFlaw> flaws) {

  static OuterTransaction remove(List<SqlStatement> statements) {
    boolean around = isAround(statements);
    List<SqlStatement> kept = around ? statements.subList(1, statements.size() - 1) : statements;
    List<RawFlaw> flaws = new ArrayList<>();
    if (around) {
      flaws.add(flaw(Kind.OUTER_TRANSACTION, statements.getFirst()));
    }
    for (SqlStatement statement : kept) {
      if (TransactionControl.of(statement).isPresent() && flaws.size() <= RawFlaw.MOST) {
        flaws.add(flaw(Kind.TRANSACTION_CONTROL, statement));
      }
    }
    return new OuterTransaction(kept, flaws);
  }

  private static boolean isAround(List<SqlStatement> statements) {
    return statements.size() >= 2
        && does(statements.getFirst(), TransactionControl.PLAIN_BEGIN)
        && does(statements.getLast(), TransactionControl.PLAIN_COMMIT)
        && statements.subList(1, statements.size() - 1).stream().allMatch(OuterTransaction::stays);
  }

  private static boolean does(SqlStatement statement, TransactionControl control) {
    return TransactionControl.of(statement).filter(control::equals).isPresent();
  }

  private static boolean stays(SqlStatement statement) {
    Optional<TransactionControl> control = TransactionControl.of(statement);
    return control.isEmpty() || control.filter(TransactionControl.WITHIN::equals).isPresent();
  }

  private static RawFlaw flaw(Kind kind, SqlStatement statement) {
    return new RawFlaw(kind, statement.offset(), statement.text());
  }
}
