package org.ignition.database.target;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/**
 * Where a PostgreSQL server is, in the form of libpq's documentation, section “Connection URIs”, or
 * of the JDBC driver's.
 *
 * @param host a name, or an address, one of IPv6 in brackets
 * @param port from 1 to 65535
 * @param database its name; empty where none was given
 * @param userinfo who we are, as far as the URL says
 * @param properties of the driver, such as {@code sslmode}
 */
public record PostgresUrl(
    String host, int port, String database, DatabaseLogin userinfo, Map<String, String> properties)
    implements DatabaseUrl {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:(?<userinfo>[^/?#]*)@)?(?<address>[^/?#@]*)"
              + "(?:/(?<database>[^/?#@]*))?(?:\\?(?<query>[^#]*))?");
  private static final Pattern ADDRESS =
      Pattern.compile("(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?");
  private static final int HIGHEST_PORT = 65_535;
  private static final int LONGEST = 63;

  /** Keeps its own copy. */
  public PostgresUrl {
    properties = Map.copyOf(properties);
  }

  /**
   * Reads {@code text}.
   *
   * @throws InputException that names the part which is wrong, never a password
   */
  public static PostgresUrl parse(String text, UrlSource source) {
    Matcher url = FORM.matcher(text.strip());
    if (!url.matches()) {
      throw source.invalid("is no URL of a PostgreSQL server");
    }
    Query query = Query.parse(part(url, "query"), source);
    Map<String, String> properties = query.properties(source);
    Matcher address = address(part(url, "address"), source);
    DatabaseLogin userinfo = login(part(url, "userinfo"), source).or(query.login());
    if (!source.allowsUserinfo() && !userinfo.equals(DatabaseLogin.of("", ""))) {
      throw source.holdsUserinfo();
    }
    return new PostgresUrl(
        address.group("host"),
        port(part(address, "port"), source),
        Query.decoded(part(url, "database"), "database", source),
        userinfo,
        properties);
  }

  private static String part(Matcher matcher, String group) {
    return Optional.ofNullable(matcher.group(group)).orElse("");
  }

  private static Matcher address(String text, UrlSource source) {
    if (text.contains(",")) {
      throw source.invalid("names several hosts");
    }
    if (text.toUpperCase(Locale.ROOT).startsWith("%2F")) {
      throw Query.socket(source);
    }
    Matcher address = ADDRESS.matcher(text);
    if (!address.matches()) {
      throw source.invalid("has no host, or one that is no name or address");
    }
    return address;
  }

  private static int port(String text, UrlSource source) {
    int port = text.isEmpty() ? 5432 : Integer.parseInt(text);
    if (port == 0 || port > HIGHEST_PORT) {
      throw source.invalid("has a port that is none: " + port);
    }
    return port;
  }

  private static DatabaseLogin login(String userinfo, UrlSource source) {
    int colon = userinfo.indexOf(':');
    String user = colon < 0 ? userinfo : userinfo.substring(0, colon);
    String password = colon < 0 ? "" : userinfo.substring(colon + 1);
    return DatabaseLogin.of(
        Query.decoded(user, "user", source), Query.decoded(password, "password", source));
  }

  /** This URL, if it says which database: the default of libpq is the user's name. */
  PostgresUrl named(UrlSource source) {
    if (database.isEmpty()) {
      throw source.invalid("names no database");
    }
    return this;
  }

  /** {@code host:port}. */
  public String address() {
    return host + ":" + port;
  }

  @Override
  public String shown() {
    return Quoted.line(database, LONGEST) + " at " + address();
  }

  /**
   * Who we are: what {@code given} says, and the URL where it says nothing.
   *
   * @throws InputException when neither names a user
   */
  public DatabaseLogin login(DatabaseLogin given) {
    DatabaseLogin login = given.or(userinfo);
    if (login.user().isEmpty()) {
      throw new InputException(
          Problem.of(
              ErrorCode.INPUT_MISSING,
              "No user for the database " + address(),
              "There is no default: another role would own what migrations make",
              "Give `database-user` and, as a secret, `database-password`"));
    }
    return login;
  }
}
