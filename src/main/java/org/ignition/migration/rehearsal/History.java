package org.ignition.migration.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.trace.ScriptRun;
import org.jspecify.annotations.Nullable;

/**
 * A database that holds what the migrations made, and nothing else. It is brought up to date only
 * when a copy of it is wanted.
 */
final class History implements AutoCloseable {

  private static final int MOST_ROLES = 50;
  private static final String DUPLICATE_OBJECT = "42710";
  private static final List<String> ROLES = List.of("ROLE", "USER", "GROUP");

  private final ScratchServer server;
  private final Conduct conduct;
  private final Failures failures;
  private final MissingRoles roles;
  private final Deque<Step> pending = new ArrayDeque<>();
  private @Nullable String database;

  /** Keeps scripts, whose role owns the database, from dropping or renaming it. */
  private @Nullable Connection hold;

  private Optional<ScriptRun.Failed> failed = Optional.empty();

  /** A migration that is known to belong to it, or is taken to. */
  private record Step(Migration migration, Isolation isolation) {}

  /**
   * @param start the database that it begins with, and drops in the end; empty for one without
   *     anything in it
   */
  History(
      ScratchServer server,
      Conduct conduct,
      Failures failures,
      MissingRoles roles,
      Optional<String> start) {
    this.server = server;
    this.conduct = conduct;
    this.failures = failures;
    this.roles = roles;
    this.database = start.orElse(null);
  }

  /** Lets {@code migration} be the next; it is applied when it is needed. */
  void add(Migration migration, Isolation isolation) {
    pending.add(new Step(migration, isolation));
  }

  /**
   * Applies what is pending.
   *
   * @return what did not run; nothing after it was applied, nor will be
   */
  Optional<Stop> catchUp() throws SQLException {
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    try (Connection administrator = server.connect(database(), SessionRole.ADMINISTRATOR);
        OwnerSession session =
            OwnerSession.open(server, database(), conduct.text(), administrator)) {
      while (!pending.isEmpty()) {
        Step step = pending.remove();
        failed = apply(step, step.isolation(), session, administrator);
        if (failed.isPresent()) {
          pending.clear();
          return failed.map(run -> new Stop(step.migration(), run));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<ScriptRun.Failed> apply(
      Step step, Isolation isolation, OwnerSession session, Connection administrator)
      throws SQLException {
    Set<SqlStatement> done = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int attempt = 0; ; attempt++) {
      Optional<ScriptRun.Failed> run = attempt(step.migration().up(), isolation, session, done);
      if (run.isEmpty() || attempt == MOST_ROLES) {
        return run;
      }
      if (isolation == Isolation.WHOLE && makesKnownRole(run.get())) {
        done.add(run.get().at());
        continue;
      }
      switch (Refusal.of(run.get().error())) {
        case Refusal.RoleMissing missing when roles.make(missing.role(), administrator) -> {}
        case Refusal.OwnTransactions _ when isolation == Isolation.WHOLE -> {
          return apply(step, Isolation.EACH, session, administrator);
        }
        case Refusal.RoleMissing _, Refusal.OwnTransactions _, Refusal.Rows _, Refusal.Final _ -> {
          return run;
        }
      }
    }
  }

  /**
   * Roles are those of the server and not of a database: what ran on a stage has made it already.
   */
  private static boolean makesKnownRole(ScriptRun.Failed failed) {
    return failed.error().sqlState().equals(DUPLICATE_OBJECT)
        && ROLES.stream().anyMatch(role -> failed.at().begins("CREATE", role));
  }

  /**
   * @param done statements that are passed over
   */
  private Optional<ScriptRun.Failed> attempt(
      Script script, Isolation isolation, OwnerSession session, Set<SqlStatement> done)
      throws SQLException {
    session.reset(false);
    if (isolation == Isolation.WHOLE) {
      session.begin();
    }
    Pace pace = conduct.pace(script);
    for (SqlStatement statement : script.sql().statements()) {
      pace.next();
      if (done.contains(statement)) {
        continue;
      }
      try {
        session.execute(statement);
      } catch (SQLException e) {
        ScriptRun.Failed run =
            new ScriptRun.Failed(script, List.of(), statement, failures.explain(e));
        if (isolation == Isolation.WHOLE || !makesKnownRole(run)) {
          session.rollback();
          return Optional.of(run);
        }
      }
    }
    return isolation == Isolation.WHOLE ? commit(script, session) : Optional.empty();
  }

  private Optional<ScriptRun.Failed> commit(Script script, OwnerSession session)
      throws SQLException {
    try {
      session.commit();
      return Optional.empty();
    } catch (SQLException e) {
      session.rollback();
      return script.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ScriptRun.Failed(
                  script, List.of(), script.sql().statements().getLast(), failures.explain(e)));
    }
  }

  /** A new database like this one. */
  String copy() {
    String known = database;
    if (known == null) {
      return server.createDatabase();
    }
    letGo();
    String copy = server.cloneDatabase(known);
    hold = server.connect(known, SessionRole.ADMINISTRATOR);
    return copy;
  }

  /** Its name; the database is made when it is asked for the first time. */
  String database() {
    String known = database;
    if (known == null) {
      known = server.createDatabase();
      database = known;
      hold = server.connect(known, SessionRole.ADMINISTRATOR);
    }
    return known;
  }

  private void letGo() {
    try (Connection _ = hold) {
      hold = null;
    } catch (SQLException _) {
      // It is over either way.
    }
  }

  @Override
  public void close() {
    letGo();
    if (database != null) {
      server.dropDatabase(database);
    }
  }
}
