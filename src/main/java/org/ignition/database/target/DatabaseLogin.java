package org.ignition.database.target;

import java.util.Optional;

/**
 * Who we are at a database server.
 *
 * @param user a role; empty where nobody was named
 * @param password its password, empty where none is asked for
 */
public record DatabaseLogin(String user, Optional<String> password) {

  /** Of two inputs, each of which may be empty. */
  public static DatabaseLogin of(String user, String password) {
    return new DatabaseLogin(user, Optional.of(password).filter(text -> !text.isEmpty()));
  }

  /** What this one says, and {@code other} where it says nothing. */
  public DatabaseLogin or(DatabaseLogin other) {
    return new DatabaseLogin(user.isEmpty() ? other.user : user, password.or(() -> other.password));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user;
  }
}
