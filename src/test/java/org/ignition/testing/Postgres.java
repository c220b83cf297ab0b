package org.ignition.testing;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ignition.database.ScratchServer;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.database.postgres.PostgresFolders;

/** A server of each major version for all tests of a run; each test takes a database of its own. */
public final class Postgres {

  private static final Map<Integer, ScratchServer> SERVERS = new ConcurrentHashMap<>();

  private Postgres() {}

  /** The one of {@code majorVersion}. It ends with the tests' JVM: nobody closes it. */
  public static ScratchServer server(int majorVersion) {
    return SERVERS.computeIfAbsent(
        majorVersion, version -> EmbeddedPostgres.start(version, folders(), new SecureRandom()));
  }

  /** Where servers of this machine find their files. */
  public static PostgresFolders folders() {
    return PostgresFolders.of(System.getenv());
  }
}
