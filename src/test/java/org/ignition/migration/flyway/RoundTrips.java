package org.ignition.migration.flyway;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.function.Consumer;

/**
 * Sees every round trip of a session: what is executed, and the ends of transactions. Their
 * beginnings travel with the first statement.
 */
final class RoundTrips {

  /** A round trip that is about to be made. */
  record Trip(Connection session, String text) {}

  private final Consumer<Trip> each;

  private RoundTrips(Consumer<Trip> each) {
    this.each = each;
  }

  /** A session that tells {@code each} of its round trips before it makes them. */
  static Connection seen(Connection session, Consumer<Trip> each) {
    return new RoundTrips(each).connection(session);
  }

  private Connection connection(Connection real) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (method.getName().equals("commit") || method.getName().equals("rollback")) {
            each.accept(new Trip(real, method.getName()));
          }
          Object result = method.invoke(real, arguments);
          return switch (result) {
            case CallableStatement call -> call;
            case PreparedStatement prepared ->
                statement(PreparedStatement.class, prepared, real, (String) arguments[0]);
            case Statement plain -> statement(Statement.class, plain, real, "");
            case null, default -> result;
          };
        });
  }

  private <S extends Statement> S statement(
      Class<S> type, S real, Connection session, String text) {
    return proxy(
        type,
        (method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            boolean own = arguments != null && arguments.length > 0;
            each.accept(new Trip(session, own ? String.valueOf(arguments[0]) : text));
          }
          return method.invoke(real, arguments);
        });
  }

  /** What a proxied method does. */
  @FunctionalInterface
  private interface Call {
    Object of(Method method, Object[] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          try {
            return call.of(method, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(RoundTrips.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
