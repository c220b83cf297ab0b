package org.ignition.migration.hazard;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.sql.Position;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.Relation;
import org.ignition.migration.trace.StatementTrace;

/**
 * One statement of a script, what it was observed to do, and what was before it.
 *
 * @param following how many statements of the script come after it
 */
record Observed(Story story, StatementTrace trace, Earlier earlier, int following) {

  SqlStatement statement() {
    return trace.statement();
  }

  Path file() {
    return story.run().script().file();
  }

  int major() {
    return story.target().major();
  }

  boolean has(String word) {
    return statement().tokens().stream().anyMatch(token -> token.is(word));
  }

  /** New objects of a kind; those that only took an equal one's place are none. */
  Stream<SchemaObject> appeared(ObjectKind kind) {
    Set<ObjectName> replaced = names(Difference.Gone.class);
    return differences(Difference.Appeared.class)
        .map(Difference.Appeared::object)
        .filter(object -> object.name().kind() == kind && !replaced.contains(object.name()))
        .filter(object -> kind != ObjectKind.COLUMN || !isOfView(object.name()));
  }

  /** New parts, such as columns, of tables that the file didn't make. */
  Stream<SchemaObject> added(ObjectKind part) {
    return appeared(part).filter(object -> isPartOfOld(object.name()));
  }

  /** Objects of a kind that were there before the file and are gone with this statement. */
  Stream<SchemaObject> gone(ObjectKind kind) {
    Set<ObjectName> replacing = names(Difference.Appeared.class);
    return differences(Difference.Gone.class)
        .map(Difference.Gone::object)
        .filter(object -> object.name().kind() == kind && !replacing.contains(object.name()))
        .filter(object -> kind != ObjectKind.COLUMN || !isOfView(object.name()))
        .filter(object -> !earlier.isNew(object));
  }

  /** Objects of a kind that were there before the file and are others now. */
  Stream<Difference.Changed> changed(ObjectKind kind) {
    return changedAtAll(kind).filter(changed -> !earlier.isNew(changed.before()));
  }

  /** Objects of a kind that are others now, those that the file made included. */
  Stream<Difference.Changed> changedAtAll(ObjectKind kind) {
    return differences(Difference.Changed.class)
        .filter(changed -> changed.after().name().kind() == kind);
  }

  /** Whether the table that {@code part} belongs to had a column before the file. */
  boolean columnExisted(ObjectName part, String column) {
    return story
        .before()
        .find(new ObjectName(ObjectKind.COLUMN, part.schema(), part.parent(), column))
        .isPresent();
  }

  /** The columns of views hold nothing. */
  private boolean isOfView(ObjectName column) {
    return Stream.of(ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW)
        .anyMatch(kind ->
            story.after().has(kind, column.schema(), column.parent())
                || story.before().has(kind, column.schema(), column.parent()));
  }

  private Set<ObjectName> names(Class<? extends Difference> type) {
    return trace.changes().isEmpty()
        ? Set.of()
        : differences(type).map(Difference::name).collect(Collectors.toSet());
  }

  /** Every rule asks, and a script may hold a hundred thousand statements that change nothing. */
  private <T extends Difference> Stream<T> differences(Class<T> type) {
    return trace.changes().isEmpty()
        ? Stream.of()
        : trace.changes().differences().stream().filter(type::isInstance).map(type::cast);
  }

  /** Whether the table that {@code part} belongs to was there before the file. */
  boolean isPartOfOld(ObjectName part) {
    return !earlier.isPartOfNew(part)
        && differences(Difference.Appeared.class)
            .map(Difference::name)
            .noneMatch(name ->
                Earlier.isRelation(name.kind())
                    && name.schema().equals(part.schema())
                    && name.name().equals(part.parent()));
  }

  /** Whether the statement drops the table that {@code part} belongs to. */
  boolean goesWithTable(ObjectName part) {
    return differences(Difference.Gone.class)
        .map(Difference::name)
        .anyMatch(name ->
            Earlier.isRelation(name.kind())
                && name.schema().equals(part.schema())
                && name.name().equals(part.parent()));
  }

  /** Locks of this statement that make writers wait, on anything but indexes and sequences. */
  List<StatementTrace.Lock> blocking() {
    return trace.locks().stream()
        .filter(lock -> lock.mode().blocksWrites())
        .filter(lock -> Earlier.isRelation(lock.relation().kind()))
        .toList();
  }

  /** The strongest lock on a relation while this statement runs. */
  Optional<LockMode> holds(Relation relation) {
    return Stream.concat(
            trace.locks().stream()
                .filter(lock -> lock.relation().equals(relation))
                .map(StatementTrace.Lock::mode),
            earlier.on(relation).map(Earlier.Held::mode).stream())
        .max(LockMode::compareTo);
  }

  /** Whether the table that {@code part} belongs to was read from end to end. */
  boolean scansTableOf(ObjectName part) {
    return trace.scans().stream().anyMatch(scan -> isTableOf(scan.relation(), part));
  }

  boolean rewritesTableOf(ObjectName part) {
    return trace.rewrites().stream().anyMatch(rewrite -> isTableOf(rewrite.relation(), part));
  }

  static boolean isTableOf(Relation relation, ObjectName part) {
    return relation.name().equals(part.parent()) && relation.schema().equals(part.schema());
  }

  /** Whether the server itself said something like this. */
  boolean said(String text) {
    return trace.reasons().stream().anyMatch(reason -> reason.contains(text));
  }

  Finding finding(Rule rule, Position at, String message, String fix) {
    return Finding.of(rule, file(), at, Sentence.line(message), fix);
  }

  /** A finding at the first token that writes {@code name}. */
  Finding at(String name, Rule rule, String message, String fix) {
    return finding(rule, Place.ofName(statement(), name), message, fix);
  }

  /** A finding at the statement's beginning. */
  Finding here(Rule rule, String message, String fix) {
    return finding(rule, statement().at(), message, fix);
  }

  /** {@code what}, and what the statement was observed to lock, rewrite and read meanwhile. */
  String withEffects(String what) {
    return Sentence.of(what, this);
  }
}
