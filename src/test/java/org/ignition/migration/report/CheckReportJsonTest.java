package org.ignition.migration.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.json.Json;
import org.ignition.migration.rule.Rule;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckReportJsonTest {

  private static final Path SCHEMA = Path.of("docs/migration-report-schema.json");
  private static final Pattern ID_PATTERN =
      Pattern.compile("\"id\": \\{[^}]*\"pattern\": \"([^\"]+)\"");
  private static final Path FILE = Path.of("migration-report.json");

  @Test
  void isTheGoldenDocument() throws IOException {
    String json = Json.pretty(CheckReportJson.write(Reports.refused()));
    assertEquals(Reports.golden("refused.json", json), json);
  }

  @Test
  void isValidUnderThePublishedSchema() throws IOException {
    Schema schema = schema();
    for (CheckReport report :
        List.of(Reports.refused(), Reports.untouched(), Reports.hostile("\u001b[31m|"))) {
      String json = Json.compact(CheckReportJson.write(report));
      assertEquals(List.of(), schema.validate(json, InputFormat.JSON));
    }
    assertFalse(schema.validate("{\"schema_version\": 1}", InputFormat.JSON).isEmpty());
  }

  @Test
  void namesRulesAsTheSchemaHasThem() throws IOException {
    List<String> patterns =
        ID_PATTERN
            .matcher(Files.readString(SCHEMA))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertEquals(2, patterns.size(), "of findings and of what is allowed");
    for (String pattern : patterns) {
      Pattern ids = Pattern.compile(pattern);
      assertTrue(Arrays.stream(Rule.values()).allMatch(rule -> ids.matcher(rule.name()).find()));
      assertFalse(ids.matcher("L").find());
    }
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
  }

  @Test
  void isReadBackAsItWasWritten() {
    for (CheckReport report : List.of(Reports.refused(), Reports.untouched())) {
      assertEquals(report, read(Json.pretty(CheckReportJson.write(report))));
    }
    HostileText.all()
        .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)))
        .map(Reports::hostile)
        .forEach(report -> assertEquals(report, read(Json.compact(CheckReportJson.write(report)))));
  }

  private static CheckReport read(String text) {
    return CheckReportReader.read(text, FILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"schema_version\": 1}",
        "{\"schema_version\": 2}",
        "{\"schema_version\": 1, \"schema_version\": 1}",
        "\u0000"
      })
  void isNotReadWhenItIsNone(String text) {
    InputException failed = assertThrows(InputException.class, () -> read(text));
    assertEquals(ErrorCode.MIGRATION_REPORT_INVALID, failed.code());
    assertTrue(failed.problem().at().isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "~\"result\" : \"refused\"~, ~\"result\" : \"fine\"~, result",
        "~\"order\" : \"expand\"~, ~\"order\" : \"later\"~, migrations[0].order",
        "~\"mode\" : \"SHARE\"~, ~\"mode\" : \"NONE\"~, migrations[0].statements[0].locks[0].mode",
        "~\"id\" : \"L1\"~, ~\"id\" : \"L0\"~, .id",
        "~\"total\" : 12~, ~\"total\" : -1~, total",
        "~\"total\" : 12~, ~\"total\" : 99999999999~, total",
        "~\"total\" : 12~, ~\"totally\" : 12~, total",
        "~\"took_sec\" : 0.012~, ~\"took_sec\" : \"x\"~, took_sec",
        "~\"took_sec\" : 0.012~, ~\"took_sec\" : 1e99~, took_sec",
        "~\"down_file\" : null~, ~\"down_file\" : \"a.sql\"~, down_checksum",
        "~\"up_checksum\" : \"sha256:ab~, ~\"up_checksum\" : \"sha256:zz~, up_checksum",
        "~\"commit\" : \"0123~, ~\"commit\" : \"x123~, base.commit",
        "~\"rows_survive\" : \"yes\"~, ~\"rows_survive\" : true~, proof.rows_survive",
        "~\"cloned\" : false~, ~\"cloned\" : \"no\"~, cloned",
        "~\"reason\"~, ~\"because\"~, allowed[0]"
      })
  void namesTheKeyThatIsWrong(String from, String to, String key) {
    String json = Json.pretty(CheckReportJson.write(Reports.refused()));
    assertTrue(json.contains(from), from);
    InputException failed = assertThrows(InputException.class, () -> read(json.replace(from, to)));
    assertEquals(ErrorCode.MIGRATION_REPORT_INVALID, failed.code());
    assertTrue(failed.problem().what().contains(key), failed.problem().what());
    assertTrue(failed.problem().at().orElseThrow().line() > 0);
  }
}
