package org.ignition.migration.hazard;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.sql.Token;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.StatementTrace;

/** Locks that statements take, one by one: L13–L19, L22, L24. */
final class LockRules {

  static final List<Check> CHECKS =
      List.of(
          LockRules::trigger,
          LockRules::copied,
          LockRules::refreshed,
          LockRules::locked,
          LockRules::emptied,
          LockRules::patient,
          LockRules::domain,
          LockRules::view);

  private LockRules() {}

  private static Stream<Finding> trigger(Observed o) {
    Stream<String> created = o.added(ObjectKind.TRIGGER).map(trigger -> trigger.name().name());
    Stream<String> switched =
        o.changed(ObjectKind.TRIGGER)
            .filter(trigger -> trigger.touches(Attribute.ENABLED))
            .filter(trigger -> !isDisabled(trigger))
            .map(trigger -> trigger.after().name().name());
    return Stream.concat(created, switched)
        .map(name ->
            o.at(
                name,
                Rule.L13,
                o.withEffects("lets trigger " + SqlName.quote(name) + " fire from now on"),
                ""));
  }

  private static boolean isDisabled(Difference.Changed trigger) {
    return trigger.after().get(Attribute.ENABLED).filter("disabled"::equals).isPresent();
  }

  private static Stream<Finding> copied(Observed o) {
    boolean full = o.statement().begins("VACUUM") && o.has("FULL");
    boolean copies = full || o.statement().begins("CLUSTER");
    return copies && !(o.trace().rewrites().isEmpty() && o.blocking().isEmpty())
        ? Stream.of(
            o.here(
                Rule.L15,
                o.withEffects((full ? "VACUUM FULL" : "CLUSTER") + " copies the table"),
                "-- outside of migrations: pg_repack --table=<table>"))
        : Stream.empty();
  }

  private static Stream<Finding> refreshed(Observed o) {
    boolean refreshes = o.statement().begins("REFRESH", "MATERIALIZED", "VIEW");
    if (!refreshes || o.has("CONCURRENTLY") || o.has("NO") || o.blocking().isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        o.here(
            Rule.L16,
            o.withEffects("refreshes the view"),
            "-- needs a unique index on the view\n"
                + Rewording.after(o.statement(), "CONCURRENTLY", "VIEW")));
  }

  private static Stream<Finding> locked(Observed o) {
    return o.statement().begins("LOCK") && !o.blocking().isEmpty()
        ? Stream.of(o.here(Rule.L17, o.withEffects("LOCK TABLE"), ""))
        : Stream.empty();
  }

  /** TRUNCATE itself is rule D2; this names what it locks besides. */
  private static Stream<Finding> emptied(Observed o) {
    if (!o.statement().begins("TRUNCATE") || !o.has("CASCADE")) {
      return Stream.empty();
    }
    Set<String> named =
        o.statement().tokens().stream()
            .map(token -> SqlName.folded(token.text()))
            .collect(Collectors.toSet());
    List<String> others =
        o.blocking().stream()
            .map(StatementTrace.Lock::relation)
            .filter(relation -> !named.contains(relation.name()))
            .map(Object::toString)
            .toList();
    return others.isEmpty()
        ? Stream.empty()
        : Stream.of(
            o.at("cascade", Rule.L18, "TRUNCATE empties " + Sentence.names(others) + " too", ""));
  }

  private static Stream<Finding> patient(Observed o) {
    return Settings.switchesOff(o.statement(), "lock_timeout")
        ? Stream.of(
            o.here(
                Rule.L19,
                "switches lock_timeout off for the rest of the file",
                "SET LOCAL lock_timeout = '2s';"))
        : Stream.empty();
  }

  private static Stream<Finding> domain(Observed o) {
    boolean adds = o.statement().begins("ALTER", "DOMAIN") && (o.has("ADD") || o.has("SET"));
    return adds && !o.trace().scans().isEmpty()
        ? Stream.of(
            o.here(
                Rule.L22,
                o.withEffects("verifies the domain's constraint"),
                o.has("ADD")
                    ? o.statement().text()
                        + " NOT VALID;\n-- then, in the next migration\n"
                        + "ALTER DOMAIN <domain> VALIDATE CONSTRAINT <constraint>;"
                    : ""))
        : Stream.empty();
  }

  private static Stream<Finding> view(Observed o) {
    boolean replaces = o.statement().begins("CREATE", "OR", "REPLACE") && o.has("VIEW");
    return replaces && !o.blocking().isEmpty()
        ? Stream.of(o.here(Rule.L24, o.withEffects("replaces a view"), ""))
        : Stream.empty();
  }

  /** What no other rule speaks of. */
  static Stream<Finding> unexplained(Observed o) {
    return o.blocking().stream()
        .map(StatementTrace.Lock::mode)
        .max(LockMode::compareTo)
        .map(mode -> unexplained(o, mode))
        .stream();
  }

  private static Finding unexplained(Observed o, LockMode mode) {
    String verb =
        o.statement().tokens().stream()
            .takeWhile(token -> token.kind() == Token.Kind.WORD)
            .limit(2)
            .map(Token::text)
            .collect(Collectors.joining(" "));
    Finding finding = o.here(Rule.L14, o.withEffects(verb), "");
    return mode.blocksReads() ? finding : finding.weighing(Severity.NOTE);
  }
}
