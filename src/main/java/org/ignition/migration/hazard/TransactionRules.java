package org.ignition.migration.hazard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.sql.NonTransactional;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.Relation;
import org.ignition.migration.trace.StatementTrace;

/** What shares a transaction with what: L20, L23, T1, T2, T5–T8, N14. */
final class TransactionRules {

  static final List<Check> CHECKS =
      List.of(
          TransactionRules::endsTransaction,
          TransactionRules::usesNewLabel,
          TransactionRules::prolongs,
          TransactionRules::readsAgain,
          TransactionRules::changesRows,
          TransactionRules::hidesFailure,
          TransactionRules::corrupts,
          TransactionRules::staysBehind,
          TransactionRules::unlimited);

  private TransactionRules() {}

  /** A statement that takes the transaction away from all others of its file. */
  private static Stream<Finding> endsTransaction(Observed o) {
    boolean asked = o.story().run().script().transactional();
    boolean several = o.story().run().script().sql().statements().size() > 1;
    return asked && several && NonTransactional.is(o.statement())
        ? Stream.of(
            o.here(
                Rule.T1,
                "because of this statement the whole file runs without a transaction",
                "-- alone in a migration\n" + o.statement().text() + ";"))
        : Stream.empty();
  }

  /** The rehearsal goes on without a transaction; a server would refuse the file. */
  private static Stream<Finding> usesNewLabel(Observed o) {
    return o.story().transactional()
        ? o.statement().tokens().stream()
            .filter(token -> token.kind() == Token.Kind.STRING)
            .map(Token::text)
            .filter(o.earlier().newLabels()::contains)
            .limit(1)
            .map(label ->
                o.here(
                    Rule.T2,
                    "uses " + label + ", which the same transaction adds to an enum",
                    "-- in the next migration\n" + o.statement().text() + ";"))
        : Stream.empty();
  }

  /** Once a file: the first work that others must wait for because of an earlier lock. */
  private static Stream<Finding> prolongs(Observed o) {
    if (o.has("VALIDATE") || isRowChange(o)) {
      return Stream.empty();
    }
    Set<Relation> worked =
        Stream.concat(
                o.trace().scans().stream().map(StatementTrace.Scan::relation),
                o.trace().rewrites().stream().map(StatementTrace.Rewrite::relation))
            .collect(Collectors.toSet());
    return worked.isEmpty()
        ? second(o)
        : waiting(o, worked).map(held -> prolongs(o, held)).stream();
  }

  /** A table that is locked since an earlier statement and isn't worked on by this one. */
  private static Optional<Relation> waiting(Observed o, Set<Relation> worked) {
    return o.earlier().locked().stream()
        .filter(relation -> Earlier.isRelation(relation.kind()))
        .filter(relation -> isBlocked(o, relation))
        .filter(relation -> !worked.contains(relation))
        .findFirst()
        .filter(_ -> o.earlier().sayOnce(Rule.L20));
  }

  private static boolean isBlocked(Observed o, Relation relation) {
    return o.earlier().on(relation).filter(held -> held.mode().blocksWrites()).isPresent();
  }

  private static Finding prolongs(Observed o, Relation held) {
    return o.here(Rule.L20, o.withEffects(since(o, held) + " while this works"), SPLIT);
  }

  private static final String SPLIT = "-- move this statement to a migration of its own";

  private static String since(Observed o, Relation relation) {
    return o.earlier()
        .on(relation)
        .map(held -> "%s stays locked since line %d".formatted(relation, held.since().at().line()))
        .orElse(relation + " stays locked");
  }

  /** A second table that everybody uses, locked while the first one is: may end in a deadlock. */
  private static Stream<Finding> second(Observed o) {
    List<Relation> own =
        o.blocking().stream()
            .filter(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE)
            .map(StatementTrace.Lock::relation)
            .filter(relation -> relation.kind() == ObjectKind.TABLE)
            .toList();
    Optional<Relation> first =
        own.isEmpty()
            ? Optional.empty()
            : waiting(o, Set.copyOf(own)).filter(held -> held.kind() == ObjectKind.TABLE);
    return first
        .map(held ->
            o.here(
                    Rule.L20,
                    o.withEffects(since(o, held) + " while this waits for its lock"),
                    SPLIT)
                .weighing(Severity.NOTE))
        .stream();
  }

  private static Stream<Finding> readsAgain(Observed o) {
    return o.statement().begins("ALTER", "TABLE")
        ? o.trace().scans().stream()
            .map(StatementTrace.Scan::relation)
            .filter(o.earlier()::hasScanned)
            .limit(1)
            .map(relation ->
                o.here(
                    Rule.L23,
                    "reads %s again in this file".formatted(relation),
                    "-- join it with the ALTER TABLE before: ALTER TABLE %s ..., ...;"
                        .formatted(SqlName.of(relation))))
        : Stream.empty();
  }

  private static boolean isRowChange(Observed o) {
    return Stream.of("UPDATE", "DELETE", "INSERT", "MERGE", "COPY", "WITH")
        .anyMatch(o.statement()::begins);
  }

  private static Stream<Finding> changesRows(Observed o) {
    boolean changes = isRowChange(o) && !isPlainInsert(o) && !touchesNewTable(o);
    return changes
        ? o.earlier().locked().stream()
            .filter(relation -> relation.kind() == ObjectKind.TABLE)
            .filter(relation -> isBlocked(o, relation))
            .limit(1)
            .map(relation ->
                o.here(
                    Rule.T8,
                    o.withEffects(since(o, relation) + " while rows are changed"),
                    "-- change the rows in a migration of their own, in batches"))
        : Stream.empty();
  }

  private static boolean touchesNewTable(Observed o) {
    boolean named = o.statement().begins("UPDATE") || o.statement().begins("DELETE");
    return named
        && TargetTable.of(o.statement())
            .filter(table -> !table.isOld(o.story().before()))
            .isPresent();
  }

  /** As many rows as the file lists, however many there are in production. */
  private static boolean isPlainInsert(Observed o) {
    boolean inserts = o.statement().begins("INSERT") || o.statement().begins("COPY");
    return inserts && !o.has("SELECT");
  }

  private static Stream<Finding> hidesFailure(Observed o) {
    SqlStatement statement = o.statement();
    boolean builds = statement.begins("CREATE") && o.has("INDEX") && o.has("CONCURRENTLY");
    boolean unnamed = builds && isUnnamed(statement);
    boolean lenient = builds && o.has("EXISTS");
    return unnamed || lenient
        ? Stream.of(
            o.here(
                Rule.T5,
                unnamed ? "the index has no name" : "IF NOT EXISTS keeps an INVALID index",
                "-- name the index; before a second try: DROP INDEX CONCURRENTLY IF EXISTS <name>;"))
        : Stream.empty();
  }

  private static boolean isUnnamed(SqlStatement statement) {
    return statement.tokens().stream()
        .dropWhile(token -> !token.is("CONCURRENTLY"))
        .skip(1)
        .findFirst()
        .filter(token -> token.is("ON"))
        .isPresent();
  }

  private static Stream<Finding> corrupts(Observed o) {
    boolean builds = o.has("INDEX") && o.has("CONCURRENTLY") && !o.statement().begins("DROP");
    return o.major() == 14 && builds
        ? Stream.of(
            o.here(
                Rule.T6,
                "builds an index concurrently on PostgreSQL 14",
                "SHOW server_version; -- must be 14.4 or newer"))
        : Stream.empty();
  }

  /** Only where something may fail before or after it. */
  private static Stream<Finding> staysBehind(Observed o) {
    boolean several = o.story().run().script().sql().statements().size() > 1;
    boolean repeatable = o.has("EXISTS") || o.has("REPLACE");
    boolean makes = o.statement().begins("CREATE") || o.statement().begins("DROP");
    return several && makes && !repeatable && !o.story().transactional()
        ? Stream.of(
            o.here(
                Rule.T7,
                "stays when a later statement fails, and fails itself when the file runs again",
                "-- one statement in each file without a transaction"))
        : Stream.empty();
  }

  private static Stream<Finding> unlimited(Observed o) {
    return Stream.of("statement_timeout", "idle_in_transaction_session_timeout")
        .filter(setting -> Settings.switchesOff(o.statement(), setting))
        .filter(_ -> !o.has("ALL"))
        .map(setting -> o.here(Rule.N14, setting + " is switched off", ""));
  }
}
