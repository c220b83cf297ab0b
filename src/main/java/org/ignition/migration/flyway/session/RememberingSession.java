package org.ignition.migration.flyway.session;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A session whose prepared statements are answered from a {@link Memory} where it can tell. */
public final class RememberingSession implements InvocationHandler {

  private final Connection real;
  private final Memory memory = new Memory();

  private RememberingSession(Connection real) {
    this.real = real;
  }

  /** The session {@code real}, with a memory that {@link Memory#of} finds. */
  public static Connection over(Connection real) {
    return proxy(Connection.class, new RememberingSession(real));
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            RememberingSession.class.getClassLoader(), new Class<?>[] {type}, handler));
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
  public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments != null && arguments.length == 1) {
      if (method.getName().equals("prepareStatement")) {
        return prepared((String) arguments[0]);
      }
      if (arguments[0] == Memory.class) {
        return method.getName().equals("unwrap") ? memory : true;
      }
    }
    if (method.getName().equals("close")) {
      settleDebts();
    }
    return call(real, method, arguments);
  }

  private Statement prepared(String text) throws SQLException {
    Question question = Question.of(text);
    return question == Question.OTHER
        ? real.prepareStatement(text)
        : RememberingStatement.of(real, memory, question, text);
  }

  /** A lock would end with the session too, but only when the server finds out. */
  private void settleDebts() {
    memory
        .owed()
        .ifPresent(debt -> {
          try (Statement statement = real.createStatement()) {
            statement.execute(debt.text());
          } catch (SQLException e) {
            // The session is over, and with it what it held.
          }
        });
  }
}
