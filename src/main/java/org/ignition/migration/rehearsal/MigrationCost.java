package org.ignition.migration.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.image.Quoted;
import org.ignition.migration.Migration;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.Relation;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.migration.trace.StatementTrace;

/**
 * What a migration cost where the rows were real ones.
 *
 * @param migration which
 * @param up what its up did
 * @param down what its down did; empty without one, or when the up failed
 * @param lostByUp rows and values that the up removed or changed, a line each
 * @param lostByDown rows and values from before the up that the down lost, a line each
 */
public record MigrationCost(
    Migration migration,
    Direction up,
    Optional<Direction> down,
    List<String> lostByUp,
    List<String> lostByDown) {

  /** Nobody notices less. */
  private static final Duration NOTICED = Duration.ofMillis(100);

  private static final int LONGEST = 200;

  /** Copies the lists. */
  public MigrationCost {
    lostByUp = List.copyOf(lostByUp);
    lostByDown = List.copyOf(lostByDown);
  }

  /**
   * What a script did.
   *
   * @param took all of its statements together, without waiting for anybody
   * @param locks the strongest on each table or view that was there before, by name
   * @param rewritten tables that were written anew, by name
   * @param failure why it did not run to its end, with its place in the file; empty when it did
   */
  public record Direction(
      Duration took, List<Lock> locks, List<Rewritten> rewritten, Optional<String> failure) {

    /** Copies the lists. */
    public Direction {
      locks = List.copyOf(locks);
      rewritten = List.copyOf(rewritten);
    }
  }

  /**
   * Whom a script kept out of a relation.
   *
   * @param relation qualified
   * @param mode the strongest
   * @param held at the most: from before the statement that took it to the script's end
   */
  public record Lock(String relation, LockMode mode, Duration held) {}

  /**
   * A table that was written anew.
   *
   * @param relation qualified
   * @param bytes that it took up before; empty for one that an earlier migration made
   */
  public record Rewritten(String relation, OptionalLong bytes) {}

  /**
   * What was observed.
   *
   * @param sizes of tables by their names, in bytes
   */
  public static MigrationCost of(RehearsedMigration rehearsed, Map<String, Long> sizes) {
    return new MigrationCost(
        rehearsed.migration(),
        direction(rehearsed.up(), sizes),
        rehearsed.down().map(run -> direction(run, sizes)),
        rehearsed.rows().lostByUp(),
        rehearsed.rows().lostByDown());
  }

  private static Direction direction(ScriptRun run, Map<String, Long> sizes) {
    return new Direction(
        run.statements().stream().map(StatementTrace::took).reduce(Duration.ZERO, Duration::plus),
        locks(run.statements()),
        rewritten(run.statements(), sizes),
        run instanceof ScriptRun.Failed failed ? Optional.of(why(failed)) : Optional.empty());
  }

  private static String why(ScriptRun.Failed failed) {
    return failed.script().file()
        + ":"
        + failed.where().line()
        + ": "
        + Quoted.line(failed.error().message(), LONGEST);
  }

  private static List<Lock> locks(List<StatementTrace> statements) {
    Map<String, Lock> strongest = new LinkedHashMap<>();
    for (StatementTrace statement : statements) {
      Duration held = statement.took().plus(statement.heldFor());
      statement.locks().stream()
          .filter(lock -> isTable(lock.relation()))
          .map(lock -> new Lock(lock.relation().toString(), lock.mode(), held))
          .forEach(lock -> strongest.merge(lock.relation(), lock, MigrationCost::stronger));
    }
    return List.copyOf(strongest.values());
  }

  private static Lock stronger(Lock one, Lock other) {
    return other.mode().compareTo(one.mode()) > 0 ? other : one;
  }

  private static boolean isTable(Relation relation) {
    return relation.kind() == ObjectKind.TABLE || relation.kind() == ObjectKind.MATERIALIZED_VIEW;
  }

  private static List<Rewritten> rewritten(
      List<StatementTrace> statements, Map<String, Long> sizes) {
    return statements.stream()
        .flatMap(statement -> statement.rewrites().stream())
        .map(StatementTrace.Rewrite::relation)
        .filter(MigrationCost::isTable)
        .map(Relation::toString)
        .distinct()
        .map(name -> new Rewritten(name, size(sizes, name)))
        .toList();
  }

  private static OptionalLong size(Map<String, Long> sizes, String name) {
    Long size = sizes.get(name);
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  // --- in words

  /**
   * What a person should know, a sentence each without full stop, the most important first.
   *
   * @param data whose rows they were, such as {@code the backup of 2026-01-07 12:00}
   */
  public List<String> sentences(String data) {
    String label = migration.label();
    List<String> sentences = new ArrayList<>(sentences(label, up, data));
    lostByUp.forEach(lost -> sentences.add(label + " loses what is in " + data + ": " + lost));
    down.ifPresent(back -> sentences.addAll(sentences("The down of " + label, back, data)));
    lostByDown.forEach(
        lost -> sentences.add("The down of " + label + " loses what is in " + data + ": " + lost));
    return sentences;
  }

  private static List<String> sentences(String script, Direction did, String data) {
    return Stream.concat(
            Stream.of(
                did.failure()
                    .map(why -> script + " fails on " + data + ": " + why)
                    .orElseGet(
                        () -> script + did(did) + ", " + seconds(did.took()) + " on " + data)),
            did.locks().stream()
                .filter(lock -> lock.mode().blocksWrites() && isNoticed(lock))
                .sorted(Comparator.comparing(Lock::held).reversed())
                .map(lock -> script + keepsOut(lock)))
        .toList();
  }

  private static boolean isNoticed(Lock lock) {
    return lock.held().compareTo(NOTICED) >= 0;
  }

  private static String did(Direction did) {
    return did.rewritten().isEmpty()
        ? " runs"
        : did.rewritten().stream()
            .map(table -> table.relation() + size(table.bytes()))
            .collect(Collectors.joining(", ", " rewrites ", ""));
  }

  private static String size(OptionalLong bytes) {
    return bytes.isPresent() ? " (" + inWords(bytes.getAsLong()) + ")" : "";
  }

  private static String inWords(long bytes) {
    return bytes >= 1 << 30
        ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30))
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
  }

  private static String keepsOut(Lock lock) {
    return " keeps %s off %s for %s (%s)"
        .formatted(
            lock.mode().blocksReads() ? "readers and writers" : "writers",
            lock.relation(),
            seconds(lock.held()),
            lock.mode());
  }

  private static String seconds(Duration time) {
    double seconds = time.toMillis() / 1000.0;
    return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
  }
}
