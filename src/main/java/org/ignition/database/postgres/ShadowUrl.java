package org.ignition.database.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/**
 * Where a database server is and who we are there, in the form of libpq's documentation, section
 * “Connection URIs”, or of the JDBC driver's.
 *
 * @param address {@code host:port}
 * @param database to begin in
 * @param login user and password
 * @param properties of the driver
 */
record ShadowUrl(String address, String database, Login login, Map<String, String> properties) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:(?<userinfo>[^/?#]*)@)?(?<address>[^/?#@]*)"
              + "(?:/(?<database>[^/?#]*))?(?:\\?(?<query>[^#]*))?");
  private static final Pattern ADDRESS =
      Pattern.compile("(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?");
  private static final int HIGHEST_PORT = 65_535;

  /** Others are refused: some name classes that the driver would load. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "sslmode", "sslmode",
          "sslrootcert", "sslrootcert",
          "channel_binding", "channelBinding",
          "channelBinding", "channelBinding",
          "connect_timeout", "connectTimeout",
          "connectTimeout", "connectTimeout",
          "gssencmode", "gssEncMode",
          "gssEncMode", "gssEncMode");

  ShadowUrl {
    properties = Map.copyOf(properties);
  }

  /**
   * Reads {@code text}.
   *
   * @throws InputException that names the part which is wrong, never a password
   */
  static ShadowUrl parse(String text) {
    Matcher url = FORM.matcher(text.strip());
    if (!url.matches()) {
      throw invalid("is no URL of a PostgreSQL server");
    }
    Map<String, String> query = query(Optional.ofNullable(url.group("query")).orElse(""));
    return new ShadowUrl(
        address(url.group("address")),
        Optional.ofNullable(url.group("database"))
            .filter(name -> !name.isEmpty())
            .map(name -> decoded(name, "database"))
            .orElse("postgres"),
        login(Optional.ofNullable(url.group("userinfo")).orElse(""), query),
        properties(query));
  }

  private static String address(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (text.contains(",")) {
      throw invalid("names several hosts");
    }
    if (!address.matches()) {
      throw invalid("has no host, or one that is no name or address");
    }
    String port = Optional.ofNullable(address.group("port")).orElse("5432");
    if (Integer.parseInt(port) == 0 || Integer.parseInt(port) > HIGHEST_PORT) {
      throw invalid("has a port that is none: " + port);
    }
    return address.group("host") + ":" + port;
  }

  private static Login login(String userinfo, Map<String, String> query) {
    int colon = userinfo.indexOf(':');
    String user = colon < 0 ? userinfo : userinfo.substring(0, colon);
    String password = colon < 0 ? "" : userinfo.substring(colon + 1);
    Login login =
        new Login(
            user.isEmpty() ? query.getOrDefault("user", "") : decoded(user, "user"),
            password.isEmpty()
                ? query.getOrDefault("password", "")
                : decoded(password, "password"));
    if (login.user().isEmpty()) {
      throw invalid("has no user");
    }
    return login;
  }

  private static Map<String, String> query(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        String name = decoded(part.substring(0, equals), "query");
        values.put(name, decoded(part.substring(equals + 1), name));
      } else if (!part.isEmpty()) {
        throw invalid("has a query that is not of the form name=value&name=value");
      }
    }
    return values;
  }

  private static Map<String, String> properties(Map<String, String> query) {
    Map<String, String> properties = new LinkedHashMap<>();
    query.forEach((name, value) -> {
      if (PROPERTIES.containsKey(name)) {
        properties.put(PROPERTIES.get(name), value);
      } else if (!name.equals("user") && !name.equals("password")) {
        throw invalid("has a parameter that is not known here: " + Quoted.of(name));
      }
    });
    return properties;
  }

  private static String decoded(String text, String part) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid("has a % in its " + Quoted.of(part) + " that no two hexadecimal digits follow");
    }
  }

  private static InputException invalid(String how) {
    return new InputException(
        Problem.of(
            ErrorCode.DATABASE_URL_INVALID,
            "`shadow-url` " + how,
            "It is not shown, since it may hold a password",
            "Give it as postgresql://user:password@host:port/database?sslmode=require, with"
                + " special characters percent-encoded"));
  }
}
