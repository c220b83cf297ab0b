package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ignition.image.Digest;
import org.junit.jupiter.api.Test;

/** The published schema describes what is written. */
class BackupManifestSchemaTest {

  private static List<?> flaws(String manifest) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(Path.of("docs/backup-manifest-schema.json")), InputFormat.JSON);
    return schema.validate(manifest, InputFormat.JSON);
  }

  private static String full() {
    return BackupManifestJson.write(
        BackupFixture.manifest(
            BackupFixture.name(0).withEncryption(true), BackupFixture.LABEL, new byte[9]));
  }

  @Test
  void describesAManifestThatSaysEverything() throws IOException {
    assertEquals(List.of(), flaws(full()));
  }

  @Test
  void describesAManifestThatSaysLittle() throws IOException {
    BackupManifest bare =
        new BackupManifest(
            BackupFixture.name(0),
            BackupFixture.bareLabel("shop.db"),
            "",
            "",
            "SQLite",
            "3.50",
            BackupFixture.BEGUN,
            Duration.ZERO,
            0,
            Digest.of(new byte[0]),
            Optional.empty(),
            List.of(),
            BackupManifest.By.UNKNOWN,
            "1.0.0");
    assertEquals(List.of(), flaws(BackupManifestJson.write(bare)));
  }

  @Test
  void refusesWhatIsNone() throws IOException {
    assertFalse(flaws(full().replace("pre-migration", "hourly")).isEmpty());
    assertFalse(flaws(full().replace("\"size_bytes\"", "\"size\"")).isEmpty());
    assertFalse(flaws("{}").isEmpty());
  }
}
