package org.ignition.command;

import java.util.List;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;

/** Reads how a database and the bucket of its backups are reached. */
final class AccessParser {

  private AccessParser() {}

  /**
   * How the database is reached.
   *
   * @throws InputException when its URL is missing
   */
  static Command.DatabaseAccess database(InputValues values) {
    return new Command.DatabaseAccess(
        values.secret(Input.DATABASE_URL).orElseThrow(AccessParser::noDatabase),
        values.text(Input.DATABASE_USER),
        values.secret(Input.DATABASE_PASSWORD),
        values.isTrue(Input.ALLOW_URL_USERINFO),
        values.secret(Input.SSH_KEY));
  }

  /** The same, for what needs no database. */
  static Optional<Command.DatabaseAccess> databaseIfGiven(InputValues values) {
    if (values.text(Input.DATABASE_URL).isPresent()) {
      return Optional.of(database(values));
    }
    List.of(Input.DATABASE_USER, Input.DATABASE_PASSWORD, Input.ALLOW_URL_USERINFO)
        .forEach(input -> values.refuse(input, "without `database-url`"));
    return Optional.empty();
  }

  /** The login at the bucket. */
  static Optional<Command.StorageKeys> storageKeys(InputValues values) {
    values.requireBoth(
        Input.STORAGE_ACCESS_KEY,
        Input.STORAGE_SECRET_KEY,
        "Give both, or neither to use the environment's AWS_ACCESS_KEY_ID or the configured role");
    return values
        .secret(Input.STORAGE_ACCESS_KEY)
        .map(key ->
            new Command.StorageKeys(key, values.secret(Input.STORAGE_SECRET_KEY).orElseThrow()));
  }

  private static InputException noDatabase() {
    return InputProblems.of(
        ErrorCode.INPUT_MISSING,
        "Input `database-url` is missing",
        "An empty secret often means that it isn't set for this repository or environment",
        "Give it, for example postgresql://db.example:5432/shop?sslmode=verify-full");
  }
}
