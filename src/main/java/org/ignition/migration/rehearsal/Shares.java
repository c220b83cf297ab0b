package org.ignition.migration.rehearsal;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.ignition.migration.Migration;

/**
 * A history in two parts, of which each is rehearsed on a server of its own.
 *
 * @param first from its beginning on
 * @param chosen those of the first part that are rehearsed
 * @param later those of the second part that are rehearsed
 */
record Shares(List<Migration> first, List<Migration> chosen, List<Migration> later) {

  /** Fewer are rehearsed sooner than a second server has caught up with the first part. */
  private static final int LONG = 100;

  /** Of a hundred: the second server applies the first part before it begins, and its is dearer. */
  private static final int FIRST = 55;

  /**
   * The parts; empty when the history is short. Where it is cut depends on nothing but how many are
   * chosen, so that reports do not differ from machine to machine.
   */
  static Optional<Shares> of(List<Migration> migrations, Predicate<Migration> chosen) {
    List<Migration> rehearsed = migrations.stream().filter(chosen).toList();
    if (rehearsed.size() < LONG) {
      return Optional.empty();
    }
    int cut = rehearsed.size() * FIRST / 100;
    List<Migration> later = rehearsed.subList(cut, rehearsed.size());
    int end = migrations.indexOf(later.getFirst());
    return Optional.of(new Shares(migrations.subList(0, end), rehearsed.subList(0, cut), later));
  }

  /** Accepts {@code some} and no others, however equal. */
  static Predicate<Migration> only(List<Migration> some) {
    Set<Migration> same = Collections.newSetFromMap(new IdentityHashMap<>());
    same.addAll(some);
    return same::contains;
  }
}
