package org.ignition.flow.reach;

import java.util.Optional;
import java.util.function.Supplier;
import org.ignition.database.DatabaseUse;
import org.ignition.database.Patience;
import org.ignition.database.TargetDatabase;
import org.ignition.database.Tunnel;
import org.ignition.database.postgres.PostgresTarget;
import org.ignition.database.sqlite.SqliteTarget;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.PostgresUrl;
import org.ignition.database.target.Route;
import org.ignition.database.target.SqliteUrl;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/** Opens the database that migrations are for, wherever it is. */
public final class TargetDatabases {

  private TargetDatabases() {}

  /** The way to {@code url}, where it leads through a host. */
  public static Optional<Tunnel> tunnel(PostgresUrl url, Route route, Supplier<SshAccess> ssh) {
    return switch (route) {
      case Route.Direct() -> Optional.empty();
      case Route.OverSsh over -> Optional.of(SshTunnel.open(url, over, ssh.get()));
    };
  }

  /** Opens it through {@code tunnel}, which it then closes. */
  public static TargetDatabase open(
      PostgresUrl url,
      DatabaseLogin login,
      Optional<Tunnel> tunnel,
      DatabaseUse use,
      Patience patience) {
    return tunnel
        .map(way -> PostgresTarget.open(url, login, way, use, patience))
        .orElseGet(() -> PostgresTarget.open(url, login, use, patience));
  }

  /**
   * Opens a file, whose path is absolute.
   *
   * @throws InputException when the way to it leads through a host
   */
  public static TargetDatabase open(SqliteUrl url, Route route, DatabaseUse use) {
    if (route instanceof Route.OverSsh) {
      throw new InputException(
          Problem.of(
              ErrorCode.CONFIG_INVALID_VALUE,
              "A SQLite database is a file, which can't be reached over SSH",
              "Its locks hold on one machine only",
              "Run on the machine that has the file, with `database.via: direct`"));
    }
    return SqliteTarget.open(url.file(), use);
  }
}
