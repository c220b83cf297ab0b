package org.ignition.migration.flyway.session;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;

/** An answer of one row with one column; the next one takes its place. */
final class OneValue implements InvocationHandler {

  private final ResultSet shown = FlywaySession.proxy(ResultSet.class, this);
  private Object value = "";
  private boolean read;

  /** An answer that says {@code next}. */
  ResultSet of(Object next) {
    value = next;
    read = false;
    return shown;
  }

  @Override
  public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "next" -> next();
      case "getBoolean" -> value;
      case "getInt" -> ((Number) value).intValue();
      case "close" -> null;
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private boolean next() {
    boolean first = !read;
    read = true;
    return first;
  }
}
