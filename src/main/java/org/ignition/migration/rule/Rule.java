package org.ignition.migration.rule;

import static org.ignition.migration.rule.Severity.ERROR;
import static org.ignition.migration.rule.Severity.NOTE;
import static org.ignition.migration.rule.Severity.OFF;
import static org.ignition.migration.rule.Severity.WARNING;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Every rule, by its stable id; docs/migrations.md has a section for each. The severities are those
 * of the policies {@code zero-downtime} and {@code relaxed}.
 */
public enum Rule {
  // Locks.
  L1("Index built while writes wait", ERROR, WARNING),
  L2("Index dropped under an exclusive lock", WARNING, NOTE),
  L3("Index rebuilt while its table is locked", ERROR, WARNING),
  L4("Foreign key locks both tables", NOTE, NOTE),
  L5("Drop locks the referenced table too", WARNING, NOTE),
  L6("Unique constraint builds its index under lock", ERROR, WARNING),
  L7("Primary key must prove NOT NULL first", ERROR, WARNING),
  L8("Exclusion constraint has no online form", ERROR, WARNING),
  L9("Partition detached under an exclusive lock", WARNING, NOTE),
  L10("Partition attached with a scan", ERROR, WARNING),
  L11("Partition created under an exclusive lock", WARNING, NOTE),
  L12("Index built on every partition at once", ERROR, WARNING),
  L13("Trigger change blocks writes", NOTE, NOTE),
  L14("Exclusive lock for a moment", NOTE, OFF),
  L15("Table rewritten by VACUUM FULL or CLUSTER", ERROR, WARNING),
  L16("Materialized view refreshed under lock", ERROR, WARNING),
  L17("Table locked by hand", WARNING, NOTE),
  L18("TRUNCATE locks the table and those that refer to it", WARNING, NOTE),
  L19("Lock timeout switched off", WARNING, WARNING),
  L20("Lock held during later work", WARNING, NOTE),
  L21("Constraint validated under the lock that added it", ERROR, WARNING),
  L22("Domain constraint reads every table that uses it", ERROR, WARNING),
  L23("Table read more than once", NOTE, OFF),
  L24("View replaced", NOTE, OFF),
  // Rewrites.
  W1("Volatile default rewrites the table", ERROR, WARNING),
  W2("Serial or identity column rewrites the table", ERROR, WARNING),
  W3("Stored generated column rewrites the table", ERROR, WARNING),
  W4("Constrained domain rewrites the table", ERROR, WARNING),
  W5("Type change rewrites the table or its indexes", ERROR, WARNING),
  W6("Storage change rewrites the table", ERROR, WARNING),
  W7("New generation expression rewrites the table", ERROR, WARNING),
  W8("USING rewrites the table", ERROR, WARNING),
  // Validation.
  V1("CHECK verified under lock", ERROR, WARNING),
  V2("SET NOT NULL verified under lock", ERROR, WARNING),
  V3("Foreign key verified under lock", ERROR, WARNING),
  V4("Required column without a default", ERROR, ERROR),
  V5("May fail on the rows in production", WARNING, WARNING),
  V6("Required column with a default before PostgreSQL 11", ERROR, WARNING),
  // Compatibility with the version that runs now.
  B1("Renamed", ERROR, WARNING),
  B2("Column dropped", ERROR, WARNING),
  B3("Object dropped", ERROR, WARNING),
  B4("Type changed", WARNING, NOTE),
  B5("Constraint that the running version may violate", WARNING, NOTE),
  B6("Column may be NULL now", NOTE, NOTE),
  B7("Default changed", WARNING, NOTE),
  B8("Enum value added", NOTE, NOTE),
  B9("Rights changed", WARNING, WARNING),
  B10("Column can't be written any more", ERROR, WARNING),
  B11("Function or trigger changed under the running version", NOTE, NOTE),
  B12("Type narrowed", ERROR, WARNING),
  B13("Column added", OFF, OFF),
  B14("Down breaks the version that the up was for", OFF, OFF),
  // Loss.
  D1("Data dropped", WARNING, WARNING),
  D2("Table emptied", ERROR, WARNING),
  D3("UPDATE or DELETE of every row", ERROR, WARNING),
  D4("Type change loses precision", ERROR, WARNING),
  D5("CASCADE drops more than was named", ERROR, WARNING),
  D6("Down loses what was written since", OFF, OFF),
  D7("Down restores the shape, not the data", NOTE, NOTE),
  D8("Sequence dropped or restarted", WARNING, WARNING),
  D9("Triggers switched off", WARNING, WARNING),
  D10("Enum loses values", ERROR, WARNING),
  // Transactions.
  T1("Can't run inside a transaction", ERROR, ERROR),
  T2("New enum value used in its own transaction", ERROR, ERROR),
  T3("Transaction control inside the file", ERROR, ERROR),
  T4("Transaction never committed", ERROR, ERROR),
  T5("Concurrent index without a name, or IF NOT EXISTS", WARNING, WARNING),
  T6("Concurrent index on PostgreSQL 14.0 to 14.3", NOTE, NOTE),
  T7("Can't be run again after a failure", NOTE, NOTE),
  T8("Rows changed in the transaction that changes the schema", WARNING, NOTE),
  T9("Command of psql", ERROR, ERROR),
  T10("Syntax error", ERROR, ERROR),
  // Hygiene.
  N1("Name longer than 63 bytes", WARNING, WARNING),
  N2("Length limit in the type", NOTE, OFF),
  N3("Timestamp without time zone", NOTE, OFF),
  N4("Small or serial key", NOTE, OFF),
  N5("Column of type json", NOTE, OFF),
  N6("Foreign key without an index", WARNING, NOTE),
  N7("New enum type", OFF, OFF),
  N8("Domain with a constraint", NOTE, OFF),
  N9("Name without a schema", OFF, OFF),
  N10("Index of more than three columns", NOTE, OFF),
  N11("Name that needs quotes", OFF, OFF),
  N12("Columns padded", OFF, OFF),
  N13("Foreign key dropped", NOTE, NOTE),
  N14("Timeout switched off", NOTE, OFF),
  N15("Extension created", NOTE, NOTE),
  // The set of files.
  S1("Unpaired migration", ERROR, ERROR),
  S2("Version out of order", ERROR, ERROR),
  S3("Merged migration changed", ERROR, ERROR),
  S4("Dialects diverge", WARNING, WARNING),
  S5("Down touches what the up did not", WARNING, WARNING),
  S6("Down drops what the up may not have made", WARNING, WARNING),
  S7("Extension created but not dropped", NOTE, NOTE),
  S8("Replaced object dropped by the down", WARNING, WARNING),
  S9("File that is no migration", WARNING, NOTE),
  // SQLite.
  Q1("DROP COLUMN refused", ERROR, ERROR),
  Q2("RENAME COLUMN needs 3.25", WARNING, WARNING),
  Q3("Required column without a constant default", ERROR, ERROR),
  Q4("Default that isn't constant", ERROR, ERROR),
  Q5("Table must be rebuilt", ERROR, ERROR),
  Q6("foreign_keys set inside a transaction", ERROR, WARNING),
  Q7("VACUUM inside a transaction", ERROR, ERROR),
  Q8("NULLs copied into a required column", ERROR, WARNING),
  Q9("Rebuild without a check", WARNING, NOTE),
  // The rehearsal.
  R1("Up fails", ERROR, ERROR),
  R2("Down fails", ERROR, ERROR),
  R3("Schema differs after the down", ERROR, ERROR),
  R4("Second up fails or leads elsewhere", ERROR, ERROR),
  R5("Columns in another order after the down", WARNING, NOTE),
  R6("Down loses rows that the up didn't create", ERROR, ERROR),
  R7("Directive unused or unreadable", WARNING, WARNING),
  R8("Ran into the time limit", ERROR, ERROR),
  R9("Role missing in the rehearsal", NOTE, NOTE),
  R10("No rows could be made", NOTE, NOTE),
  R11("Not allowed to the migration's role", ERROR, ERROR),
  R12("Server stopped answering", ERROR, ERROR);

  private static final Set<Rule> OF_FILE = EnumSet.of(T3, T4, T9);

  private final String title;
  private final Severity zeroDowntime;
  private final Severity relaxed;

  Rule(String title, Severity zeroDowntime, Severity relaxed) {
    this.title = title;
    this.zeroDowntime = zeroDowntime;
    this.relaxed = relaxed;
  }

  /** The rule that users write as {@code id}, in any case. */
  public static Optional<Rule> find(String id) {
    return Arrays.stream(values()).filter(rule -> rule.name().equalsIgnoreCase(id)).findFirst();
  }

  /** A heading of a few words. */
  public String title() {
    return title;
  }

  /** What a finding weighs where no policy says otherwise. */
  public Severity severity() {
    return zeroDowntime;
  }

  /** What a finding weighs under {@code preset}. */
  public Severity severity(Preset preset) {
    return switch (preset) {
      case ZERO_DOWNTIME -> zeroDowntime;
      case RELAXED -> relaxed;
    };
  }

  /**
   * Whether it judges files as wholes, so that its findings may be allowed anywhere in the file;
   * the others are allowed at their statement.
   */
  public boolean isOfFile() {
    return name().startsWith("S") || name().startsWith("R") || OF_FILE.contains(this);
  }

  /** Why it matters, one sentence. */
  public String why() {
    return RuleReasons.of(this);
  }
}
