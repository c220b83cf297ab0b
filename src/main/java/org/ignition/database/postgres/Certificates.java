package org.ignition.database.postgres;

import java.util.Properties;

/**
 * How the server's certificate is checked, as libpq has it in its documentation's section “SSL
 * Support”: the driver would check less.
 */
final class Certificates {

  private static final String MODE = "sslmode";
  private static final String ROOT = "sslrootcert";

  /** In place of a file: the authorities that this machine, here the Java runtime, trusts. */
  private static final String SYSTEM = "system";

  private Certificates() {}

  /** {@code properties}, made stricter where a root certificate is given. */
  static Properties checked(Properties properties) {
    Properties all = new Properties();
    all.putAll(properties);
    if (SYSTEM.equals(properties.getProperty(ROOT))) {
      all.remove(ROOT);
      all.put(MODE, "verify-full");
      all.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    } else if (properties.containsKey(ROOT) && "require".equals(properties.getProperty(MODE))) {
      all.put(MODE, "verify-ca");
    }
    return all;
  }
}
