package org.ignition.backup.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupManifestJson;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;
import org.junit.jupiter.api.Test;

/** What shells of several makers print. */
class HostListTest {

  private static final BackupName NAME = BackupFixture.name(0);
  private static final String DOCUMENT =
      BackupManifestJson.write(
          BackupFixture.manifest(NAME, BackupFixture.LABEL, new byte[] {1, 2, 3}));

  private static List<StoredBackup> parse(String output) {
    return HostList.parse(output.getBytes(StandardCharsets.UTF_8), "/f");
  }

  private static StoredBackup stored(BackupName name, long size, boolean labelled) {
    return new StoredBackup(
        name, size, labelled ? Optional.of(BackupFixture.LABEL) : Optional.empty(), "/f/" + name);
  }

  @Test
  void readsWhatCoreutilsPrint() {
    String output =
        "-rw-------. 1 1000 1000 5368709120 Nov 28 09:18 ./backup_20260115_104501.dump.age\n"
            + "-rw-r--r--+ 1 0 0 3 Jan 15  2026 ./backup_20260115_104500.dump\n"
            + "==> /dev/null <==\n"
            + "\n==> ./backup_20260115_104500.dump.json <==\n"
            + DOCUMENT
            + "\n==> ./backup_20260115_104501.dump.age.json <==\n{\"kind";
    assertEquals(
        List.of(
            stored(BackupFixture.name(1).withEncryption(true), 5_368_709_120L, false),
            stored(NAME, 3, true)),
        parse(output));
  }

  @Test
  void readsWhatBusyboxPrints() {
    String output =
        "-rw-------    1 1000     1000             3 Jan 15  2026 ./backup_20260115_104500.dump\n"
            + "\n==> /dev/null <==\n"
            + "\n==> ./backup_20260115_104500.dump.json <==\n"
            + DOCUMENT;
    assertEquals(List.of(stored(NAME, 3, true)), parse(output));
  }

  @Test
  void readsNothingOutOfNothing() {
    assertEquals(List.of(), parse(""));
    assertEquals(List.of(), parse("==> /dev/null <==\n"));
    assertEquals(List.of(), parse("Welcome to shop!\n\n"));
  }

  @Test
  void takesLinesOfManifestsForNoFiles() {
    String output =
        "==> ./backup_20260115_104500.dump.json <==\n"
            + "-rw-r--r-- 1 0 0 3 Jan 15 2026 ./backup_20260115_104500.dump\n";
    assertEquals(List.of(), parse(output));
  }

  @Test
  void failsForNoBytes() {
    Random random = new Random(7);
    byte[] sound =
        ("-rw-r--r-- 1 0 0 3 Jan 15 2026 ./backup_20260115_104500.dump\n"
                + "==> ./backup_20260115_104500.dump.json <==\n"
                + DOCUMENT)
            .getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 2000; round++) {
      byte[] output = Arrays.copyOf(sound, random.nextInt(sound.length));
      for (int changes = 0; changes < 5 && output.length > 0; changes++) {
        output[random.nextInt(output.length)] = (byte) random.nextInt(256);
      }
      HostList.parse(output, "/f").forEach(each -> assertEquals("/f/" + each.name(), each.place()));
    }
  }
}
