package org.ignition.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.failure.DefectException;
import org.ignition.failure.ErrorCode;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.testing.HostileText;
import org.ignition.testing.RunnerReader;
import org.junit.jupiter.api.Test;

class LogLineTest {

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.METADATA_INVALID, DefectException::new);

  @Test
  void isCompactAndKeepsTheOrder() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("phase", "build");
    fields.put("build_duration_sec", 1.5);
    fields.put("arch", "linux/amd64");
    assertEquals(
        "{\"phase\":\"build\",\"build_duration_sec\":1.5,\"arch\":\"linux/amd64\"}",
        LogLine.of(fields));
  }

  @Test
  void writesWhatARunnerWouldObeyAsAnEscape() {
    assertEquals("{\"a\":\"###\\u005berror]x\"}", LogLine.of(Map.of("a", "###[error]x")));
  }

  @Test
  void isOneHarmlessLineForHostileText() {
    HostileText.all().forEach(LogLineTest::assertOneHarmlessLine);
  }

  private static void assertOneHarmlessLine(String text) {
    String line = LogLine.of(Map.of("key", text));
    assertEquals(List.of(line), PrintableText.lines(line));
    assertTrue(RunnerReader.commands(line).isEmpty(), line);
  }

  @Test
  void givesTheSameValueBack() {
    HostileText.all().filter(LogLineTest::isUnicode).forEach(LogLineTest::assertRoundTrip);
  }

  private static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }

  private static void assertRoundTrip(String text) {
    String line = LogLine.of(Map.of("key", text));
    Fields fields = Fields.of(Documents.json(line, Path.of("line"), KIND), KIND, "");
    assertEquals(text, fields.text("key").orElseThrow());
  }
}
