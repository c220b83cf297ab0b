package org.ignition.migration.rehearsal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ignition.database.ScratchServer;
import org.ignition.failure.RemoteException;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.trace.RehearsedMigration;

/**
 * Rehearses a long history on two servers at once. The second applies what the first rehearses, and
 * rehearses the rest. It is another server, not another database, as roles are seen by all
 * databases of one.
 */
public final class SharedRehearser {

  private final ScratchServer server;
  private final Supplier<ScratchServer> another;
  private final RehearsalOptions options;

  /**
   * Uses {@code server}, which stays up.
   *
   * @param another starts one more server like it, which is stopped in the end
   */
  public SharedRehearser(
      ScratchServer server, Supplier<ScratchServer> another, RehearsalOptions options) {
    this.server = server;
    this.another = another;
    this.options = options;
  }

  /**
   * As {@link Rehearser#rehearse(List, List, Predicate, RehearsalListener)} does, but that {@code
   * listener} may be told of a long history's migrations in another order than theirs, and of some
   * that are then {@link RehearsalOutcome#notRehearsed} as an earlier one does not run.
   */
  public RehearsalOutcome rehearse(
      List<Migration> migrations,
      List<Script> repeatables,
      Predicate<Migration> chosen,
      RehearsalListener listener) {
    // Fixtures are for the schema before the first one.
    Optional<Shares> shares =
        options.fixtures().isPresent() ? Optional.empty() : Shares.of(migrations, chosen);
    return shares
        .map(parts -> new Run(migrations, repeatables, parts, new OneAtATime(listener)).both())
        .orElseGet(() ->
            new Rehearser(server, options).rehearse(migrations, repeatables, chosen, listener));
  }

  private final class Run {

    private final List<Migration> migrations;
    private final List<Script> repeatables;
    private final Shares shares;
    private final RehearsalListener listener;

    Run(
        List<Migration> migrations,
        List<Script> repeatables,
        Shares shares,
        RehearsalListener listener) {
      this.migrations = migrations;
      this.repeatables = repeatables;
      this.shares = shares;
      this.listener = listener;
    }

    RehearsalOutcome both() {
      try (SecondServer second = SecondServer.begin(another, this::later)) {
        RehearsalOutcome first =
            new Rehearser(server, options)
                .rehearse(shares.first(), Shares.only(shares.chosen()), listener);
        return first.stopped().isPresent() ? cut(first) : joined(first, later(second));
      }
    }

    private RehearsalOutcome later(ScratchServer on) {
      return new Rehearser(on, options)
          .rehearse(migrations, repeatables, Shares.only(shares.later()), listener);
    }

    /** On the first server where there is no second, or where it did not come so far. */
    private RehearsalOutcome later(SecondServer second) {
      try {
        RehearsalOutcome outcome = second.outcome();
        return outcome.stopped().filter(this::isOfFirst).isPresent() ? later(server) : outcome;
      } catch (RemoteException e) {
        return later(server);
      }
    }

    private boolean isOfFirst(Stop stop) {
      return !Shares.only(shares.later()).test(stop.at());
    }

    private RehearsalOutcome cut(RehearsalOutcome first) {
      return new RehearsalOutcome(
          first.stopped(),
          both(first.notRehearsed(), shares.later()),
          first.rolesMade(),
          first.traced(),
          first.schema(),
          List.of(),
          first.unseen());
    }

    private static RehearsalOutcome joined(RehearsalOutcome first, RehearsalOutcome later) {
      Set<String> roles = new LinkedHashSet<>(both(first.rolesMade(), later.rolesMade()));
      return new RehearsalOutcome(
          later.stopped(),
          later.notRehearsed(),
          List.copyOf(roles),
          first.traced() && later.traced(),
          later.schema(),
          later.repeated(),
          both(first.unseen(), later.unseen()));
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
      return Stream.concat(one.stream(), other.stream()).toList();
    }
  }

  /** Two threads tell of what they do. */
  private record OneAtATime(RehearsalListener next) implements RehearsalListener {

    @Override
    public void rehearsed(RehearsedMigration migration) {
      synchronized (next) {
        next.rehearsed(migration);
      }
    }

    @Override
    public void running(Script script, int number, int total) {
      synchronized (next) {
        next.running(script, number, total);
      }
    }
  }
}
