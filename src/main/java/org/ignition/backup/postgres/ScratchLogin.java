package org.ignition.backup.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;

/** How a program of PostgreSQL's gets into a database of a scratch server: as its owner. */
final class ScratchLogin {

  private ScratchLogin() {}

  /** All that it sees; a list of programs shows nothing of it. */
  static Map<String, String> environment(ScratchServer server, String database) {
    URI url = URI.create(server.url(database, SessionRole.OWNER));
    List<String> login = List.of(url.getRawUserInfo().split(":", 2));
    Map<String, String> environment = new HashMap<>(PgClient.ENVIRONMENT);
    environment.put("PGHOST", url.getHost());
    environment.put("PGPORT", Integer.toString(url.getPort()));
    environment.put("PGUSER", decoded(login.getFirst()));
    environment.put("PGPASSWORD", decoded(login.getLast()));
    environment.put("PGSSLMODE", "disable");
    environment.put("PGAPPNAME", "ignition-release proof");
    return environment;
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
