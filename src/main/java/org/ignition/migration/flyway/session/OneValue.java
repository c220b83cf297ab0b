package org.ignition.migration.flyway.session;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;

/** An answer of one row with one column. */
final class OneValue implements InvocationHandler {

  private final Object value;
  private boolean read;

  private OneValue(Object value) {
    this.value = value;
  }

  static ResultSet of(Object value) {
    return RememberingSession.proxy(ResultSet.class, new OneValue(value));
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
