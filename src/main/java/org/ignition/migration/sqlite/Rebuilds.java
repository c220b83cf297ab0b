package org.ignition.migration.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.sql.SqlStatement;

/**
 * Recognises the way in which SQLite's documentation changes what ALTER TABLE can't (“Making Other
 * Kinds Of Table Schema Changes”): a new table is made, the rows are copied, the old one is
 * dropped, and the new one has its name. The two are then one table, which changes when the new one
 * takes the name; else a script that loses nothing would be one that drops a table.
 */
final class Rebuilds {

  private final List<SchemaSnapshot> states;
  private final List<SqlStatement> statements;

  private Rebuilds(List<SchemaSnapshot> states, List<SqlStatement> statements) {
    this.states = states;
    this.statements = statements;
  }

  /** A table of before, and the one that has its place at the end. */
  private record Rebuild(SchemaGroup original, Identity replacement) {

    ObjectName name() {
      return original.main().name();
    }
  }

  /**
   * The schemas with rebuilt tables as the same ones.
   *
   * @param states before the first statement, and after each
   */
  static List<SchemaSnapshot> seen(List<SchemaSnapshot> states, List<SqlStatement> statements) {
    Rebuilds rebuilds = new Rebuilds(states, statements);
    List<SchemaSnapshot> seen = states;
    for (Rebuild rebuild : rebuilds.all()) {
      seen = seen.stream().map(state -> seen(state, rebuild)).toList();
    }
    return seen;
  }

  /** Tables that were rebuilt by a script, by the names that they have before and after it. */
  static List<String> names(List<SchemaSnapshot> states, List<SqlStatement> statements) {
    return new Rebuilds(states, statements)
        .all().stream().map(rebuild -> rebuild.name().name()).toList();
  }

  private List<Rebuild> all() {
    return states.getFirst().equals(states.getLast())
        ? List.of()
        : states
            .getFirst()
            .groups()
            .filter(group -> group.main().name().kind() == ObjectKind.TABLE)
            .flatMap(group -> of(group).stream())
            .toList();
  }

  private Optional<Rebuild> of(SchemaGroup original) {
    SchemaSnapshot end = states.getLast();
    return end.group(original.main().name())
        .map(SchemaGroup::owner)
        .filter(owner -> !owner.equals(original.owner()))
        .filter(owner -> find(states.getFirst(), owner).isEmpty())
        .filter(_ -> find(end, original.owner()).isEmpty())
        .filter(owner -> isCopied(original.owner(), owner))
        .map(owner -> new Rebuild(original, owner));
  }

  private boolean isCopied(Identity from, Identity to) {
    Set<String> sources = names(from);
    Set<String> targets = names(to);
    return statements.stream().anyMatch(statement -> copies(statement, sources, targets));
  }

  private static boolean copies(SqlStatement statement, Set<String> from, Set<String> to) {
    List<Lexeme> lexemes = Lexemes.of(statement.text());
    boolean inserts =
        Stream.of("INSERT", "REPLACE", "CREATE", "WITH").anyMatch(lexemes.getFirst()::is);
    return inserts
        && lexemes.stream().anyMatch(each -> each.is("SELECT"))
        && names(lexemes, from)
        && names(lexemes, to);
  }

  private static boolean names(List<Lexeme> lexemes, Set<String> names) {
    return lexemes.stream()
        .anyMatch(each -> names.stream().anyMatch(name -> name.equalsIgnoreCase(each.name())));
  }

  private Set<String> names(Identity table) {
    return states.stream()
        .flatMap(state -> find(state, table).stream())
        .map(group -> group.main().name().name())
        .collect(Collectors.toSet());
  }

  private static Optional<SchemaGroup> find(SchemaSnapshot state, Identity owner) {
    return state.groups().filter(group -> group.owner().equals(owner)).findFirst();
  }

  private static SchemaSnapshot seen(SchemaSnapshot state, Rebuild rebuild) {
    Optional<SchemaGroup> replacement = find(state, rebuild.replacement());
    Optional<SchemaGroup> original = find(state, rebuild.original().owner());
    boolean untouched =
        replacement.isEmpty()
            && original.filter(old -> old.main().name().equals(rebuild.name())).isPresent();
    if (untouched) {
      return state;
    }
    List<SchemaGroup> stale = new ArrayList<>();
    replacement.ifPresent(stale::add);
    original.ifPresent(stale::add);
    return state.replace(stale, List.of(shown(rebuild, original, replacement)));
  }

  /** What stands for both: the replacement as soon as it has the name, before that the original. */
  private static SchemaGroup shown(
      Rebuild rebuild, Optional<SchemaGroup> original, Optional<SchemaGroup> replacement) {
    return replacement
        .filter(group -> group.main().name().equals(rebuild.name()))
        .map(group -> Identities.inPlaceOf(rebuild.original(), group))
        .or(() -> original.filter(group -> group.main().name().equals(rebuild.name())))
        .orElse(rebuild.original());
  }
}
