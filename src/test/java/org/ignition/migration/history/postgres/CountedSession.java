package org.ignition.migration.history.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;

/** A session that counts the texts which are sent. */
final class CountedSession {

  private final Connection session;
  private int executions;

  CountedSession(Connection session) {
    this.session = session;
  }

  int executions() {
    return executions;
  }

  Connection connection() {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> counted(call(session, method, arguments)));
  }

  private Object counted(Object result) {
    if (!(result instanceof Statement statement)) {
      return result;
    }
    return Proxy.newProxyInstance(
        Statement.class.getClassLoader(),
        new Class<?>[] {Statement.class},
        (_, method, arguments) -> {
          executions += method.getName().startsWith("execute") ? 1 : 0;
          return call(statement, method, arguments);
        });
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
