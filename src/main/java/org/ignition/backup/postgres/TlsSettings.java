package org.ignition.backup.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a connection is protected, in the words of libpq (PostgreSQL's documentation, section
 * 32.1.2); what is not known is empty, and libpq's own default holds.
 *
 * @param mode {@code sslmode}, such as {@code verify-full}
 * @param rootCertificate {@code sslrootcert}: a file, or {@code system}
 * @param certificate {@code sslcert}: our own, a file
 * @param key {@code sslkey}: its key, a file
 */
public record TlsSettings(String mode, String rootCertificate, String certificate, String key) {

  /** What libpq does when nobody says anything. */
  public static final TlsSettings DEFAULT = new TlsSettings("", "", "", "");

  /** As libpq reads them from its environment. */
  Map<String, String> environment() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("PGSSLMODE", mode);
    settings.put("PGSSLROOTCERT", rootCertificate);
    settings.put("PGSSLCERT", certificate);
    settings.put("PGSSLKEY", key);
    settings.values().removeIf(String::isEmpty);
    return settings;
  }
}
