package org.ignition.migration.hazard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ignition.image.Quoted;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.Relation;
import org.ignition.migration.trace.StatementTrace;

/** What was observed, in words. */
final class Sentence {

  private static final int NAMED = 3;

  private Sentence() {}

  /** {@code what}: locks, rewrites and scans of the statement. */
  static String of(String what, Observed observed) {
    List<String> parts = new ArrayList<>();
    locks(observed).ifPresent(parts::add);
    list("rewrites ", rewritten(observed)).ifPresent(parts::add);
    list("reads ", scanned(observed)).map(text -> text + " from end to end").ifPresent(parts::add);
    if (!observed.blocking().isEmpty() && observed.following() > 0) {
      until(observed).ifPresent(parts::add);
    }
    return parts.isEmpty() ? what : what + ": " + String.join(", ", parts);
  }

  private static Optional<String> locks(Observed observed) {
    Optional<LockMode> strongest =
        observed.blocking().stream().map(StatementTrace.Lock::mode).max(LockMode::compareTo);
    if (strongest.isEmpty()) {
      return held(observed);
    }
    List<Relation> relations =
        observed.blocking().stream()
            .filter(lock -> lock.mode() == strongest.get())
            .map(StatementTrace.Lock::relation)
            .toList();
    return Optional.of("takes " + strongest.get() + " on " + names(relations));
  }

  /** The lock that an earlier statement took on what this one reads or rewrites. */
  private static Optional<String> held(Observed observed) {
    List<Relation> touched = new ArrayList<>(rewritten(observed));
    touched.addAll(scanned(observed));
    return touched.stream().flatMap(relation -> held(observed, relation).stream()).findFirst();
  }

  private static Optional<String> held(Observed observed, Relation relation) {
    return observed
        .earlier()
        .on(relation)
        .filter(held -> held.mode().blocksWrites())
        .map(held ->
            "under %s on %s since line %d"
                .formatted(held.mode(), relation, held.since().at().line()));
  }

  private static Optional<String> until(Observed observed) {
    int following = observed.following();
    return observed.story().transactional()
        ? Optional.of(
            "held during %d more statement%s".formatted(following, following == 1 ? "" : "s"))
        : Optional.empty();
  }

  private static List<Relation> rewritten(Observed observed) {
    return observed.trace().rewrites().stream()
        .map(StatementTrace.Rewrite::relation)
        .distinct()
        .toList();
  }

  private static List<Relation> scanned(Observed observed) {
    return observed.trace().scans().stream().map(StatementTrace.Scan::relation).distinct().toList();
  }

  private static Optional<String> list(String verb, List<Relation> relations) {
    return relations.isEmpty() ? Optional.empty() : Optional.of(verb + names(relations));
  }

  /** The first few of many. */
  static String names(Collection<?> objects) {
    List<String> texts = objects.stream().map(Object::toString).distinct().toList();
    String first = texts.stream().limit(NAMED).collect(Collectors.joining(", "));
    int more = texts.size() - NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** One line that begins with a capital, without control characters: names may hold any. */
  static String line(String text) {
    String line = Quoted.line(text, Integer.MAX_VALUE);
    int rest = line.isEmpty() ? 0 : line.offsetByCodePoints(0, 1);
    return line.substring(0, rest).toUpperCase(Locale.ROOT) + line.substring(rest);
  }
}
