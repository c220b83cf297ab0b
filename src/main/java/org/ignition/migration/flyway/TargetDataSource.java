package org.ignition.migration.flyway;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Gives Flyway our sessions, and answers nothing else that JDBC might ask. */
final class TargetDataSource {

  private TargetDataSource() {}

  /** Opens a session. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  /** A source whose sessions {@code opening} opens. */
  static DataSource of(Opening opening) {
    return (DataSource)
        Proxy.newProxyInstance(
            TargetDataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              if (method.getName().equals("getConnection") && arguments == null) {
                return opening.open();
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
