package org.ignition.backup.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a connection is protected, in the words of libpq (PostgreSQL's documentation, section
 * 32.1.2); what is not known is empty, and libpq's own default holds.
 *
 * @param mode {@code sslmode}, such as {@code verify-full}
 * @param rootCertificate {@code sslrootcert}: a file, or {@code system}
 * @param channelBinding {@code channel_binding}, such as {@code require}
 * @param gssEncryption {@code gssencmode}, such as {@code disable}
 */
public record TlsSettings(
    String mode, String rootCertificate, String channelBinding, String gssEncryption) {

  /** What libpq does when nobody says anything. */
  public static final TlsSettings DEFAULT = new TlsSettings("", "", "", "");

  private static final String SYSTEM = "system";

  /** Of GSS encryption; libpq does not know the word. */
  private static final String DRIVERS_DEFAULT = "allow";

  /** As libpq reads them from its environment; {@code system} allows one mode only. */
  Map<String, String> environment() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("PGSSLMODE", rootCertificate.equals(SYSTEM) ? "verify-full" : mode);
    settings.put("PGSSLROOTCERT", rootCertificate);
    settings.put("PGCHANNELBINDING", channelBinding);
    settings.put("PGGSSENCMODE", gssEncryption.equals(DRIVERS_DEFAULT) ? "" : gssEncryption);
    settings.values().removeIf(String::isEmpty);
    return settings;
  }
}
