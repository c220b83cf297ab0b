package org.ignition.migration.flyway.session;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is not prepared before it is certain that the server has to be asked. Flyway
 * closes one before it prepares the same again, so there is one for each text.
 */
final class FlywayStatement implements InvocationHandler {

  private final FlywaySession session;
  private final Question question;
  private final String text;
  private final List<Binding> bindings = new ArrayList<>();
  private final OneValue row = new OneValue();
  private final PreparedStatement shown = FlywaySession.proxy(PreparedStatement.class, this);
  private @Nullable PreparedStatement made;

  FlywayStatement(FlywaySession session, Question question, String text) {
    this.session = session;
    this.question = question;
    this.text = text;
  }

  /** What binds a parameter: its number, its value, and perhaps more. */
  private record Binding(Method method, List<Object> arguments) {

    Object value() {
      return arguments.get(1);
    }

    /** Not by reflection where each migration does it: that takes longer than the binding. */
    void bind(PreparedStatement statement) throws Throwable {
      int number = (Integer) arguments.getFirst();
      switch (method.getName()) {
        case "setString" -> statement.setString(number, (String) value());
        case "setInt" -> statement.setInt(number, (Integer) value());
        case "setBoolean" -> statement.setBoolean(number, (Boolean) value());
        default -> FlywaySession.call(statement, method, arguments.toArray());
      }
    }
  }

  Question question() {
    return question;
  }

  /** This, as if it had just been prepared. */
  PreparedStatement again() {
    bindings.clear();
    made = null;
    return shown;
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
      return question == Question.ROW ? recorded(method) : executed(method);
    }
    if (name.equals("close")) {
      close();
      return null;
    }
    return FlywaySession.call(real(), method, arguments);
  }

  private void close() throws SQLException {
    if (made != null) {
      made.close();
    }
  }

  /** Whatever fails here, nothing of the migration is kept. */
  private @Nullable Object recorded(Method method) throws Throwable {
    try {
      Object result = run(method);
      requireOne(result);
      session.recorded(bindings.getFirst().value());
      return result;
    } catch (SQLException e) {
      session.transaction().rollBack();
      throw e;
    }
  }

  /** A trigger or a rule may drop a row without a word. */
  private static void requireOne(@Nullable Object rows) throws SQLException {
    if (!Objects.equals(rows, 1)) {
      throw FlywaySession.failure(
          "Flyway's table took no row: a trigger or a rule of it is in the way");
    }
  }

  private @Nullable Object executed(Method method) throws Throwable {
    Asked asked = new Asked(question, text, bindings.stream().map(Binding::value).toList());
    Optional<Object> answer = session.memory().answer(asked);
    if (answer.isPresent()) {
      return returned(method, answer.get());
    }
    Object result = run(method);
    return result instanceof ResultSet rows ? learned(asked, rows) : result;
  }

  /** Of {@code execute} and {@code executeUpdate} Flyway drops what they return. */
  private Object returned(Method method, Object answer) {
    return switch (method.getName()) {
      case "executeQuery" -> answer instanceof ResultSet rows ? rows : row.of(answer);
      case "execute" -> false;
      default -> 0;
    };
  }

  private ResultSet learned(Asked asked, ResultSet rows) throws SQLException {
    if (question == Question.HISTORY) {
      session.memory().learn(asked);
      return rows;
    }
    rows.next();
    Object answer = rows.getObject(1);
    session.memory().learn(asked, answer);
    return row.of(answer);
  }

  private @Nullable Object run(Method method) throws Throwable {
    PreparedStatement statement = real();
    return switch (method.getName()) {
      case "executeQuery" -> statement.executeQuery();
      case "executeUpdate" -> statement.executeUpdate();
      default -> FlywaySession.call(statement, method, null);
    };
  }

  private PreparedStatement real() throws Throwable {
    if (made == null) {
      made = session.real().prepareStatement(text);
      for (Binding each : bindings) {
        each.bind(made);
      }
    }
    return made;
  }
}
