package org.ignition.metadata;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.failure.IgnitionException;
import org.ignition.image.Digest;
import org.ignition.json.Fields;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.Reversibility;
import org.ignition.migration.SchemaRange;
import org.ignition.migration.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the build metadata that tell of the schema. The words are those of the migration
 * report; one that a newer version wrote and this one does not know is {@code unknown}.
 */
final class ReleaseSchemaJson {

  private static final String ADVICE = "Rebuild the image with this tool";

  private ReleaseSchemaJson() {}

  static Map<String, Object> range(SchemaRange range) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("min", range.min());
    json.put("max", range.max());
    return json;
  }

  /** Null where the release tells of none. */
  static @Nullable List<Map<String, @Nullable Object>> migrations(List<ReleaseMigration> told) {
    return told.isEmpty() ? null : told.stream().map(ReleaseSchemaJson::migration).toList();
  }

  private static Map<String, @Nullable Object> migration(ReleaseMigration migration) {
    Assessment assessment = migration.assessment();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", migration.version());
    json.put("name", migration.name());
    json.put("classification", assessment.classification().toString());
    json.put("backward_compatible", assessment.backwardCompatible().toString());
    json.put("order", assessment.order().toString());
    json.put("reversible", assessment.reversibility().toString());
    json.put("lossy_down", assessment.lossyDown());
    json.put("up_checksum", migration.upChecksum().value());
    json.put("down_checksum", migration.downChecksum().map(Digest::value).orElse(null));
    return json;
  }

  /**
   * Reads a range.
   *
   * @throws IgnitionException when it is none
   */
  static SchemaRange range(Fields fields) {
    long min = version(fields, "min");
    long max = version(fields, "max");
    if (max < min) {
      throw fields.invalid("max", "below min", ADVICE);
    }
    return new SchemaRange(min, max);
  }

  private static long version(Fields fields, String key) {
    return fields
        .integer(key)
        .filter(version -> version >= 0)
        .orElseThrow(() -> fields.invalid(key, "not a schema version", ADVICE));
  }

  /**
   * Reads a migration.
   *
   * @throws IgnitionException when version or checksum are missing
   */
  static ReleaseMigration migration(Fields fields) {
    return new ReleaseMigration(
        fields.requiredText("version"),
        fields.text("name").orElse(""),
        assessment(fields),
        new Digest(fields.requiredText("up_checksum")),
        fields.text("down_checksum").map(Digest::new));
  }

  private static Assessment assessment(Fields fields) {
    return new Assessment(
        word(fields, "classification", Classification.values(), Classification.UNKNOWN),
        word(fields, "order", DeploymentOrder.values(), DeploymentOrder.UNKNOWN),
        word(fields, "backward_compatible", Verdict.values(), Verdict.UNKNOWN),
        word(fields, "reversible", Reversibility.values(), Reversibility.UNKNOWN),
        fields.bool("lossy_down").orElse(false));
  }

  private static <T> T word(Fields fields, String key, T[] words, T unknown) {
    String text = fields.text(key).orElse("");
    return Arrays.stream(words)
        .filter(word -> word.toString().equals(text))
        .findFirst()
        .orElse(unknown);
  }
}
