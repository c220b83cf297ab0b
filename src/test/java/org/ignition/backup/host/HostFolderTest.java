package org.ignition.backup.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFolderTest {

  @ParameterizedTest
  @CsvSource({
    "/var/backups, /opt/shop, /var/backups",
    "/var/backups/, , /var/backups",
    "/, , /",
    "backups, /opt/shop, /opt/shop/backups",
    "backups, /opt/shop/, /opt/shop/backups",
    "backups, , ./backups",
    "-rf, , ./-rf",
    "~/backups, /opt/shop, ./backups",
    "~other, , ./~other",
    "a b/c/, , ./a b/c"
  })
  void tellsWhichFolderIsMeant(String directory, String project, String folder) {
    assertEquals(folder, HostFolder.of(directory, Optional.ofNullable(project)));
  }
}
