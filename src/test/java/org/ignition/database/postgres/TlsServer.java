package org.ignition.database.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import org.ignition.testing.Eventually;
import org.ignition.testing.Postgres;

/**
 * A server whose certificate, for {@code localhost} and {@code db.internal}, is of an authority of
 * a company's own.
 *
 * @param root the authority's certificate
 * @param otherRoot that of another one
 */
record TlsServer(TargetServer target, Path root, Path otherRoot) implements AutoCloseable {

  private static final String AUTHORITY =
      "openssl req -x509 -nodes -days 2 -newkey rsa:2048 -subj /CN=%1$s -keyout %1$s.key -out"
          + " %1$s.crt";
  private static final String REQUEST =
      "openssl req -nodes -newkey rsa:2048 -subj /CN=localhost -keyout server.key -out server.csr"
          + " && echo subjectAltName=DNS:localhost,DNS:db.internal >names";
  private static final String SIGNED =
      "openssl x509 -req -days %s -in server.csr -CA company.crt -CAkey company.key -CAcreateserial"
          + " -extfile names -out %s.crt";

  static TlsServer start(Path folder) throws Exception {
    TargetServer target =
        TargetServer.of(EmbeddedPostgres.start(17, Postgres.folders(), new SecureRandom()));
    run(target, AUTHORITY.formatted("company"));
    run(target, AUTHORITY.formatted("other"));
    run(target, REQUEST);
    run(target, SIGNED.formatted("2", "server"));
    run(target, SIGNED.formatted("-1", "expired"));
    TlsServer server =
        new TlsServer(target, copied(target, "company", folder), copied(target, "other", folder));
    server.set("ssl", "on");
    return server;
  }

  private static void run(TargetServer target, String commands) throws SQLException {
    target.admin(
        "postgres",
        "COPY (SELECT 1) TO PROGRAM 'umask 077; (" + commands + ") >/dev/null 2>/dev/null'");
  }

  private static Path copied(TargetServer target, String name, Path folder)
      throws SQLException, IOException {
    String text =
        target.ask("postgres", "SELECT pg_catalog.pg_read_file('" + name + ".crt')").orElseThrow();
    return Files.writeString(folder.resolve(name + ".crt"), text);
  }

  /** Which certificate it shows: {@code server} or {@code expired}. */
  void show(String certificate) throws Exception {
    set("ssl_cert_file", certificate + ".crt");
  }

  void set(String setting, String value) throws Exception {
    target.admin("postgres", "ALTER SYSTEM SET " + setting + " = '" + value + "'");
    target.admin("postgres", "SELECT pg_catalog.pg_reload_conf()");
    Eventually.await(() -> target.ask("postgres", "SHOW " + setting).orElseThrow().equals(value));
  }

  /** What {@code query} of a URL says with {@code ROOT} and {@code OTHER} in it. */
  String withFiles(String query) {
    return query.replace("ROOT", root.toString()).replace("OTHER", otherRoot.toString());
  }

  @Override
  public void close() {
    target.server().close();
  }
}
