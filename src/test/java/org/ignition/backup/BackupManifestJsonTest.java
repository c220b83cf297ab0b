package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupManifestJsonTest {

  private static final BackupManifest FULL = manifest(BackupFixture.LABEL);

  private static BackupManifest manifest(BackupLabel label) {
    return BackupFixture.manifest(BackupFixture.name(0), label, new byte[] {1});
  }

  private static byte[] written(BackupManifest manifest) {
    return BackupManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsWhatItWrote() {
    assertEquals(FULL, BackupManifestJson.read(written(FULL), "a manifest"));
    BackupManifest bare = manifest(BackupFixture.bareLabel("a/b \"c\" 😀"));
    assertEquals(bare, BackupManifestJson.read(written(bare), "a manifest"));
  }

  @Test
  void tellsALabelByTheBeginningWhateverTheNamesAre() {
    BackupLabel longest = BackupFixture.label("語".repeat(255), "語".repeat(85));
    byte[] all = written(manifest(longest));
    byte[] beginning = Arrays.copyOf(all, BackupManifestJson.LABEL_BYTES);
    assertEquals(Optional.of(longest), BackupManifestJson.label(beginning));
  }

  @Test
  void tellsTheRightLabelOrNoneOfAManifestThatWasCut() {
    byte[] all = written(FULL);
    assertEquals(Optional.of(FULL.label()), BackupManifestJson.label(all));
    for (int length = 0; length < all.length; length++) {
      byte[] cut = Arrays.copyOf(all, length);
      BackupManifestJson.label(cut).ifPresent(label -> assertEquals(FULL.label(), label));
      if (length < all.length - 2) {
        RemoteException invalid =
            assertThrows(RemoteException.class, () -> BackupManifestJson.read(cut, "a manifest"));
        assertEquals(ErrorCode.BACKUP_MANIFEST_INVALID, invalid.code());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "\u0000",
        "{\"kind\": \"daily\", \"environment\": \"\", \"database\": 7, \"release\": {}, \"x\": 1}",
        "{\"kind\": \"hourly\", \"environment\": \"\", \"database\": {\"name\": \"d\"},"
            + " \"release\": {}, \"x\": 1}",
        "{\"kind\": \"daily\", \"environment\": \"\", \"database\": {\"name\": \"d\"},"
            + " \"release\": {\"sha\": \"xyz\"}, \"x\": 1}"
      })
  void tellsNoLabelOfWhatIsNoManifest(String text) {
    assertTrue(BackupManifestJson.label(text.getBytes(StandardCharsets.UTF_8)).isEmpty());
  }
}
