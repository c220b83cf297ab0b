package org.ignition.backup.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A database of a PostgreSQL server, as a dump needs to know it. Texts that are not known are
 * empty.
 *
 * @param host name that a certificate is checked against, or the folder of a socket
 * @param address to connect to in place of what {@code host} resolves to, such as the near end of a
 *     forwarding; empty for none
 * @param port 1 to 65535
 * @param database its name
 * @param user a role
 * @param password its password; empty for none
 * @param tls how the connection is protected
 * @param serverMajor such as 17
 * @param serverVersion all of it, such as {@code 17.5}
 * @param sizeBytes what the database takes up on the server's disk
 */
public record DumpTarget(
    String host,
    String address,
    int port,
    String database,
    String user,
    String password,
    TlsSettings tls,
    int serverMajor,
    String serverVersion,
    long sizeBytes) {

  /** Which one, for a person: without the password. */
  public String name() {
    return database + " at " + host + ":" + port;
  }

  /** As libpq reads it from its environment (PostgreSQL's documentation, section 32.15). */
  Map<String, String> environment() {
    Map<String, String> settings = new LinkedHashMap<>(tls.environment());
    settings.put("PGHOST", host);
    settings.put("PGHOSTADDR", address);
    settings.put("PGPORT", Integer.toString(port));
    settings.put("PGDATABASE", database);
    settings.put("PGUSER", user);
    settings.put("PGPASSWORD", password);
    settings.values().removeIf(String::isEmpty);
    return settings;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + name();
  }
}
