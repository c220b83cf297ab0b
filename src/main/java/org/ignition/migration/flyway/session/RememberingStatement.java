package org.ignition.migration.flyway.session;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that is not prepared before it is certain that the server has to be asked. */
final class RememberingStatement implements InvocationHandler {

  private final Connection session;
  private final Memory memory;
  private final Question question;
  private final String text;
  private final List<Binding> bindings = new ArrayList<>();
  private @Nullable PreparedStatement made;

  private RememberingStatement(Connection session, Memory memory, Question question, String text) {
    this.session = session;
    this.memory = memory;
    this.question = question;
    this.text = text;
  }

  /** What binds a parameter: its number, its value, and perhaps more. */
  private record Binding(Method method, List<Object> arguments) {}

  static PreparedStatement of(Connection session, Memory memory, Question question, String text) {
    return RememberingSession.proxy(
        PreparedStatement.class, new RememberingStatement(session, memory, question, text));
  }

  @Override
  public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    if (name.startsWith("set") && arguments != null && arguments.length > 1) {
      bindings.add(new Binding(method, List.of(arguments)));
      return null;
    }
    if (name.startsWith("execute") && arguments == null) {
      return executed(method);
    }
    if (name.equals("close") && made == null) {
      return null;
    }
    return RememberingSession.call(real(), method, arguments);
  }

  private @Nullable Object executed(Method method) throws Throwable {
    Asked asked =
        new Asked(question, text, bindings.stream().map(each -> each.arguments().get(1)).toList());
    Optional<Object> answer = memory.answer(asked);
    if (answer.isPresent()) {
      return returned(method, answer.get());
    }
    Object result = RememberingSession.call(real(), method, null);
    return result instanceof ResultSet rows ? learned(asked, rows) : result;
  }

  /** Of {@code execute} and {@code executeUpdate} Flyway drops what they return. */
  private static Object returned(Method method, Object answer) {
    return switch (method.getName()) {
      case "executeQuery" -> OneValue.of(answer);
      case "execute" -> false;
      default -> 0;
    };
  }

  private ResultSet learned(Asked asked, ResultSet rows) throws SQLException {
    rows.next();
    Object answer = rows.getObject(1);
    memory.learn(asked, answer);
    return OneValue.of(answer);
  }

  private PreparedStatement real() throws Throwable {
    if (made == null) {
      made = session.prepareStatement(text);
      for (Binding each : bindings) {
        RememberingSession.call(made, each.method(), each.arguments().toArray());
      }
    }
    return made;
  }
}
