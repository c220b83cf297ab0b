package org.ignition.migration.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.loss.DownStep.CopiedColumn;
import org.ignition.migration.sql.Token;

/** Reads the query of {@code INSERT INTO … SELECT} and {@code CREATE TABLE … AS SELECT}. */
final class CopyReading {

  /** Both may follow a table that is copied whole. */
  private static final List<String> ALL_ROWS = List.of("ORDER", "WITH");

  /** Unless one of these comes too, as in {@code WITH NO DATA}. */
  private static final List<String> NOT_ALL_ROWS = List.of("LIMIT", "OFFSET", "FETCH", "NO");

  private final Cursor cursor;
  private final List<String> targets;
  private final List<CopiedColumn> columns = new ArrayList<>();
  private boolean star;
  private boolean plain = true;
  private int items;

  private CopyReading(Cursor cursor, List<String> targets) {
    this.cursor = cursor;
    this.targets = targets;
  }

  /**
   * What is copied, the cursor being behind SELECT; none where no table is read.
   *
   * @param targets columns that take the values, in order; none for those of the query
   */
  static Optional<DownStep.CopyRows> read(Cursor cursor, ObjectName to, List<String> targets) {
    CopyReading reading = new CopyReading(cursor, targets);
    reading.items();
    if (!cursor.skip("FROM")) {
      return Optional.empty();
    }
    reading.plain &= !cursor.skip("ONLY");
    return cursor.name().map(from -> reading.copy(from, to));
  }

  private DownStep.CopyRows copy(ObjectName from, ObjectName to) {
    boolean all = cursor.atEnd() || ALL_ROWS.stream().anyMatch(cursor::is);
    boolean some = NOT_ALL_ROWS.stream().anyMatch(cursor::contains);
    return new DownStep.CopyRows(from, to, columns, star, plain && all && !some);
  }

  private void items() {
    do {
      item();
      items++;
    } while (cursor.skip(","));
  }

  /** {@code *}, {@code column}, {@code table.column AS name} or a constant; else not plain. */
  private void item() {
    if (cursor.skip("*")) {
      star = true;
    } else if (isConstant()) {
      cursor.take();
    } else {
      cursor.name().ifPresent(this::column);
    }
    if (cursor.skip("AS")) {
      cursor.identifier();
    }
    if (!cursor.is(",") && !cursor.is("FROM")) {
      plain = false;
      cursor.seek(",", "FROM");
    }
  }

  private boolean isConstant() {
    return cursor.is("NULL")
        || cursor
            .peek()
            .filter(token -> token.kind() == Token.Kind.NUMBER || token.kind() == Token.Kind.STRING)
            .isPresent();
  }

  /** Only if nothing is done to it. */
  private void column(ObjectName name) {
    if (cursor.isAny(",", "FROM", "AS")) {
      String to = items < targets.size() ? targets.get(items) : name.name();
      columns.add(new CopiedColumn(name.name(), to));
    }
  }
}
