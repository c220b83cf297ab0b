package org.ignition.migration.flyway.session;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The session that Flyway gets. It answers from a {@link Memory} where it can tell.
 *
 * <p>Its transactions are ours: what Flyway does about them, also around its own locks, is not
 * passed on. One ends when Flyway has written the row of the migration in it.
 */
public final class FlywaySession implements InvocationHandler {

  private final Connection real;
  private final Runnable kept;
  private final Memory memory = new Memory();
  private final MigrationTransaction transaction;
  private final Connection shown = proxy(Connection.class, this);
  private final Map<String, FlywayStatement> statements = new HashMap<>();

  /**
   * The session {@code real} for Flyway.
   *
   * @param kept called whenever a migration was committed together with Flyway's row
   */
  public FlywaySession(Connection real, Runnable kept) {
    this.real = real;
    this.kept = kept;
    this.transaction = new MigrationTransaction(real);
  }

  /** What Flyway sees of it. */
  public Connection shown() {
    return shown;
  }

  /** The session itself. */
  public Connection real() {
    return real;
  }

  /** What is known of the session. */
  public Memory memory() {
    return memory;
  }

  /** The transaction of a migration. */
  public MigrationTransaction transaction() {
    return transaction;
  }

  /** Flyway's part failed, and not the session; without an SQLSTATE it would be taken for lost. */
  public static SQLException failure(String what) {
    return new SQLException(what, "HY000");
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            FlywaySession.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Calls the real thing; throws what it throws. */
  static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  @Override
  @SuppressWarnings("NullAway") // Arguments are missing where a method has none.
  public @Nullable Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "prepareStatement" -> prepared(method, arguments);
      case "getAutoCommit" -> true;
      case "setAutoCommit", "commit", "rollback" -> null;
      default -> call(real, method, arguments);
    };
  }

  private @Nullable Object prepared(Method method, Object[] arguments) throws Throwable {
    FlywayStatement known =
        statements.computeIfAbsent(
            (String) arguments[0], text -> new FlywayStatement(this, Question.of(text), text));
    return known.question() == Question.OTHER || arguments.length > 1
        ? call(real, method, arguments)
        : known.again();
  }

  /** Flyway's row of {@code rank} is in. */
  void recorded(Object rank) throws SQLException {
    memory.wrote(rank);
    if (transaction.isOpen()) {
      transaction.commit();
      kept.run();
    }
  }
}
