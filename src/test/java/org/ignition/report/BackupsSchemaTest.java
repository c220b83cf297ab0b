package org.ignition.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published schema describes the output {@code backups}, as {@link BackupConclusionTest} has
 * it.
 */
class BackupsSchemaTest {

  private static List<?> flaws(String output) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/backups-schema.json")), InputFormat.JSON);
    return schema.validate(output, InputFormat.JSON);
  }

  private static String golden(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/golden/backup", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"listed.json", "pruned.json"})
  void describesWhatIsWritten(String name) throws IOException {
    assertEquals(List.of(), flaws(golden(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"backups\":[],\"unread\":[\"s3://shop|backups\"]}", "{\"backups\":[]}"})
  void describesListsOfNothing(String output) throws IOException {
    assertEquals(List.of(), flaws(output));
  }

  @ParameterizedTest
  @CsvSource({
    "listed.json, daily, hourly",
    "listed.json, size_bytes, size",
    "listed.json, unread, unseen",
    "pruned.json, store, place",
    "pruned.json, backup_2026, copy_2026"
  })
  void refusesWhatIsNone(String name, String written, String other) throws IOException {
    assertFalse(flaws(golden(name).replace(written, other)).isEmpty());
  }
}
