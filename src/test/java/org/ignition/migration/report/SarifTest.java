package org.ignition.migration.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ignition.json.Json;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judged by the schema that OASIS published with Errata 01. */
class SarifTest {

  private static final Path SCHEMA = Path.of("src/test/resources/schemas/sarif-schema-2.1.0.json");

  private final Schema schema;

  SarifTest() throws IOException {
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
  }

  @Test
  void isTheGoldenDocument() throws IOException {
    String sarif = Json.pretty(Sarif.write(Reports.refused(), "1.0.0"));
    assertEquals(Reports.golden("refused.sarif", sarif), sarif);
  }

  @Test
  void isValidUnderTheOfficialSchema() {
    assertEquals(List.of(), problems(Reports.refused()));
    assertEquals(List.of(), problems(Reports.untouched()));
    HostileText.all()
        .limit(200)
        .forEach(text -> assertEquals(List.of(), problems(Reports.hostile(text)), text));
    assertFalse(schema.validate("{\"version\": \"2.1.0\"}", InputFormat.JSON).isEmpty());
  }

  private List<?> problems(CheckReport report) {
    return schema.validate(Json.compact(Sarif.write(report, "1.0.0")), InputFormat.JSON);
  }

  @Test
  void staysWithinWhatCodeScanningKeeps() {
    List<Finding> findings =
        IntStream.range(0, Sarif.MOST_RESULTS + 7)
            .mapToObj(i -> Reports.finding(Rule.L1, "x.sql", i + 1, "m", ""))
            .toList();
    CheckReport report = Reports.report(Reports.BASE, List.of(), findings, List.of());
    String sarif = Json.compact(Sarif.write(report, "1.0.0"));
    assertEquals(Sarif.MOST_RESULTS, sarif.split("\"ruleId\"", -1).length - 1);
    assertTrue(sarif.contains("And 7 more findings in the report."));
    assertEquals(List.of(), problems(report));
  }

  @Test
  void tellsEqualFindingsApartAndKnowsOneThatMoved() {
    Finding first = Reports.finding(Rule.L1, "x.sql", 1, "m", "");
    Finding second = Reports.finding(Rule.L1, "x.sql", 5, "m", "");
    Finding moved = Reports.finding(Rule.L1, "x.sql", 9, "m", "");
    SarifResults run = new SarifResults(List.of(Rule.L1));
    Object one = run.of(first).get("partialFingerprints");
    assertNotEquals(one, run.of(second).get("partialFingerprints"));
    assertEquals(one, new SarifResults(List.of(Rule.L1)).of(moved).get("partialFingerprints"));
  }

  @ParameterizedTest
  @CsvSource({
    "db/0001_a.sql, db/0001_a.sql",
    "a b/ü%.sql, a%20b/%C3%BC%25.sql",
    "x:y/#?.sql, x%3Ay/%23%3F.sql"
  })
  void writesPathsAsRelativeReferences(String path, String uri) {
    assertEquals(uri, SarifResults.uri(Path.of(path)));
  }

  @ParameterizedTest
  @CsvSource({
    "'see [docs](http://x)', 'see [docs] (http://x)'",
    "'{0} of {12}', '{ 0} of { 12}'",
    "'integer[] to text', 'integer[] to text'",
    "'{1,2}', '{1,2}'"
  })
  void makesNoLinkAndNoPlaceholderOfWhatOthersWrote(String text, String message) {
    assertEquals(message, SarifResults.message(text));
  }
}
