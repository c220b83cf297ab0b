package org.ignition.database.postgres;

import java.util.Map;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.PostgresUrl;
import org.ignition.database.target.UrlSource;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * Where a database server for rehearsals is and who we are there.
 *
 * @param address {@code host:port}
 * @param database to begin in
 * @param login user and password
 * @param properties of the driver
 */
record ShadowUrl(String address, String database, Login login, Map<String, String> properties) {

  private static final UrlSource SOURCE = new UrlSource("shadow-url", true);

  ShadowUrl {
    properties = Map.copyOf(properties);
  }

  /**
   * Reads {@code text}.
   *
   * @throws InputException that names the part which is wrong, never a password
   */
  static ShadowUrl parse(String text) {
    PostgresUrl url = PostgresUrl.parse(text, SOURCE);
    return new ShadowUrl(
        url.address(),
        url.database().isEmpty() ? "postgres" : url.database(),
        login(url.userinfo()),
        url.properties());
  }

  private static Login login(DatabaseLogin userinfo) {
    if (userinfo.user().isEmpty()) {
      throw new InputException(
          Problem.of(
              ErrorCode.DATABASE_URL_INVALID,
              "`shadow-url` has no user",
              "It is not shown, since it may hold a password",
              "Give it as postgresql://user:password@host:port/database?sslmode=require, with"
                  + " special characters percent-encoded"));
    }
    return Login.of(userinfo);
  }
}
