package org.ignition.migration.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
    int ended = lastEnd(kept);
    for (int i = 0; i < kept.size() && flaws.size() <= RawFlaw.MOST; i++) {
      SqlStatement statement = kept.get(i);
      if (TransactionControl.of(statement).isPresent()) {
        boolean open = i > ended && begins(statement);
        flaws.add(flaw(open ? Kind.OPEN_TRANSACTION : Kind.TRANSACTION_CONTROL, statement));
      }
    }
    return new OuterTransaction(kept, flaws);
  }

  /** Where a transaction is ended last; -1 where none is. */
  private static int lastEnd(List<SqlStatement> statements) {
    return IntStream.range(0, statements.size())
        .filter(i -> !stays(statements.get(i)) && !begins(statements.get(i)))
        .reduce(-1, (_, later) -> later);
  }

  private static boolean begins(SqlStatement statement) {
    return statement.begins("BEGIN") || statement.begins("START", "TRANSACTION");
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
