package org.ignition.backup.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupFormat;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;
import org.ignition.image.CommitSha;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3KeysTest {

  private static final S3Keys KEYS = new S3Keys("shop", "production", "orders");
  private static final BackupName NAME = BackupFixture.name(0);
  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

  private static BackupLabel label(String environment, String database) {
    return BackupFixture.label(environment, database);
  }

  @Test
  void showsInAKeyWhatAListShows() {
    assertEquals(
        "shop/production/orders/backups/pre-migration/schema-14/"
            + SHA
            + "/backup_20260115_104500.dump",
        KEYS.backup(NAME, label("production", "orders")));
    assertEquals(
        "shop/production/orders/manifests/backup_20260115_104500.dump.json", KEYS.manifest(NAME));
    assertEquals(
        "default/shop/backups/daily/schema-none/none/backup_20260115_104500.dump",
        new S3Keys("", "", "shop").backup(NAME, BackupFixture.bareLabel("shop")));
  }

  @Test
  void readsWhatItWrote() {
    for (String odd : HostileText.all().map(S3KeysTest::wellFormed).toList()) {
      S3Keys keys = new S3Keys(odd.strip(), odd, odd + "x");
      for (BackupLabel label : labels(odd, odd + "x").toList()) {
        for (BackupName name : names().toList()) {
          String key = keys.backup(name, label);
          assertEquals(
              Optional.of(new StoredBackup(name, 7, Optional.of(label), key)), keys.parse(key, 7));
          assertTrue(keys.parse(keys.manifest(name), 7).isEmpty());
        }
      }
    }
  }

  private static Stream<BackupLabel> labels(String environment, String database) {
    return Stream.of(BackupKind.values())
        .flatMap(kind ->
            Stream.of(
                new BackupLabel(
                    environment,
                    database,
                    kind,
                    OptionalLong.of(20260115104500L),
                    Optional.of(new CommitSha(SHA))),
                new BackupLabel(
                    environment, database, kind, OptionalLong.empty(), Optional.empty())));
  }

  private static Stream<BackupName> names() {
    return Stream.of(BackupFormat.values())
        .map(format -> new BackupName(BackupFixture.BEGUN, format, format == BackupFormat.DUMP));
  }

  @Test
  void givesEachDatabaseAFolderOfItsOwn() {
    Map<String, List<String>> seen = new HashMap<>();
    List<String> odd =
        Stream.concat(
                HostileText.all().map(S3KeysTest::wellFormed),
                Stream.of("default", "%64efault", "none", ".", "..", "%2E", "%2E%2E", "a/b"))
            .filter(text -> !text.isEmpty())
            .distinct()
            .toList();
    for (String text : odd) {
      for (List<String> pair : List.of(List.of("", text), List.of(text, "x"))) {
        String base = new S3Keys("", pair.getFirst(), pair.getLast()).base();
        List<String> other = seen.put(base, pair);
        assertTrue(other == null || other.equals(pair), () -> pair + " and " + other);
        assertTrue(base.matches("([A-Za-z0-9._%-]+/){2}"), base);
        assertFalse(base.matches("(.*/)?\\.{1,2}/.*"), base);
      }
    }
  }

  /** Half of a pair of surrogates can't be in a file or a database's name. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "daily/schema-14/none/backup_20260115_104500.dump.json",
        "daily/schema-14/none/backup_20260115_104500.tar",
        "daily/schema-14/none/backup_20260199_104500.dump",
        "daily/schema-014/none/backup_20260115_104500.dump",
        "daily/schema--0/none/backup_20260115_104500.dump",
        "daily/schema-99999999999999999999/none/backup_20260115_104500.dump",
        "daily/schema-14/0123456789ABCDEF0123456789abcdef01234567/backup_20260115_104500.dump",
        "daily/schema-14/0123/backup_20260115_104500.dump",
        "Daily/schema-14/none/backup_20260115_104500.dump",
        "hourly/schema-14/none/backup_20260115_104500.dump",
        "daily/schema-14/none/more/backup_20260115_104500.dump",
        "daily//schema-14/none/backup_20260115_104500.dump",
        "daily/schema-14/none/backup_20260115_104500.dump/",
        "daily/schema-14/none/backup_20260115_104500.dump\n"
      })
  void passesOverWhatOthersHavePut(String below) {
    assertTrue(KEYS.parse(KEYS.backups() + "daily/schema-14/none/" + NAME, 1).isPresent());
    assertTrue(KEYS.parse(KEYS.backups() + below, 1).isEmpty());
    assertTrue(KEYS.parse(below, 1).isEmpty());
  }
}
