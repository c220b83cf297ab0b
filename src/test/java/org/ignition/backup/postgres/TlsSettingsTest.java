package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TlsSettingsTest {

  @Test
  void leavesLibpqItsDefaults() {
    assertEquals(Map.of(), TlsSettings.DEFAULT.environment());
  }

  @Test
  void handsOverAllThatTheUrlAsksFor() {
    assertEquals(
        Map.of(
            "PGSSLMODE", "verify-ca",
            "PGSSLROOTCERT", "company.pem",
            "PGCHANNELBINDING", "require",
            "PGGSSENCMODE", "disable"),
        new TlsSettings("verify-ca", "company.pem", "require", "disable").environment());
  }

  /** The driver knows a word for its default that libpq refuses. */
  @Test
  void keepsToItselfWhatLibpqDoesNotKnow() {
    assertEquals(Map.of(), new TlsSettings("", "", "", "allow").environment());
  }

  /**
   * As sessions of ours do; libpq refuses weaker modes, and one before 16 does not know the word.
   */
  @Test
  void checksNamesWhereEverybodysAuthoritiesAreTrusted() {
    for (String mode : new String[] {"", "require", "verify-full"}) {
      assertEquals(
          Map.of("PGSSLMODE", "verify-full", "PGSSLROOTCERT", "system"),
          new TlsSettings(mode, "system", "", "").environment());
    }
  }
}
