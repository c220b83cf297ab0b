package org.ignition.migration.loss;

import java.util.ArrayList;
import java.util.List;
import org.ignition.migration.sql.Token;

/** Reads {@code ALTER TABLE}, whose actions are many. */
final class TableReading {

  private final Cursor cursor;
  private final ObjectName table;
  private final boolean only;
  private final List<DownStep> steps = new ArrayList<>();

  private TableReading(Cursor cursor, ObjectName table, boolean only) {
    this.cursor = cursor;
    this.table = table;
    this.only = only;
  }

  static List<DownStep> read(Cursor cursor) {
    if (cursor.skip("ALL", "IN", "TABLESPACE")) {
      return List.of();
    }
    cursor.skip("IF", "EXISTS");
    boolean only = cursor.skip("ONLY");
    ObjectName table = cursor.name().orElseThrow(UnreadableException::nameless);
    cursor.skip("*");
    TableReading reading = new TableReading(cursor, table, only);
    do {
      reading.action();
    } while (cursor.seek(",") && cursor.skip(","));
    return reading.steps;
  }

  private void action() {
    if (cursor.skip("DROP")) {
      drop();
    } else if (cursor.skip("ADD")) {
      add();
    } else if (cursor.skip("ALTER")) {
      alter();
    } else if (cursor.skip("RENAME")) {
      rename();
    } else if (cursor.skip("SET", "SCHEMA")) {
      steps.add(new DownStep.Move(NamedKind.RELATION, table, AlterReading.identifier(cursor)));
    } else if (cursor.skip("ATTACH", "PARTITION")) {
      steps.add(new DownStep.Attach(table, name()));
    } else if (cursor.skip("DETACH", "PARTITION")) {
      steps.add(new DownStep.Detach(table, name()));
    } else if (cursor.skip("NO", "INHERIT")) {
      steps.add(new DownStep.Detach(name(), table));
    } else if (cursor.skip("INHERIT")) {
      steps.add(new DownStep.Attach(name(), table));
    }
  }

  private ObjectName name() {
    return cursor.name().orElseThrow(UnreadableException::nameless);
  }

  private void drop() {
    if (!cursor.is("CONSTRAINT")) {
      cursor.skip("COLUMN");
      cursor.skip("IF", "EXISTS");
      steps.add(new DownStep.DropColumn(table, AlterReading.identifier(cursor), only));
    }
  }

  private void add() {
    if (!cursor.isAny("CONSTRAINT", "CHECK", "UNIQUE", "PRIMARY", "FOREIGN", "EXCLUDE", "NOT")) {
      cursor.skip("COLUMN");
      cursor.skip("IF", "NOT", "EXISTS");
      steps.add(new DownStep.AddColumn(table, AlterReading.identifier(cursor)));
    }
  }

  private void rename() {
    if (cursor.skip("TO")) {
      steps.add(new DownStep.Rename(NamedKind.RELATION, table, AlterReading.identifier(cursor)));
    } else if (!cursor.is("CONSTRAINT")) {
      cursor.skip("COLUMN");
      String column = AlterReading.identifier(cursor);
      cursor.skip("TO");
      steps.add(new DownStep.RenameColumn(table, column, AlterReading.identifier(cursor)));
    }
  }

  private void alter() {
    if (cursor.is("CONSTRAINT")) {
      return;
    }
    cursor.skip("COLUMN");
    String column = AlterReading.identifier(cursor);
    if (cursor.skip("TYPE") || cursor.skip("SET", "DATA", "TYPE")) {
      steps.add(new DownStep.ChangeType(table, column, type()));
    }
  }

  /** Empty where an expression follows. */
  private String type() {
    if (cursor.atEnd()) {
      throw UnreadableException.nameless();
    }
    Token first = cursor.take();
    Token last = first;
    int depth = 0;
    while (!cursor.atEnd() && (depth > 0 || !cursor.isAny(",", "USING", "COLLATE"))) {
      last = cursor.take();
      depth += last.is("(") ? 1 : last.is(")") ? -1 : 0;
    }
    cursor.seek(",", "USING");
    return cursor.is("USING") ? "" : cursor.textFrom(first, last);
  }
}
