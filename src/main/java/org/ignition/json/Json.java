package org.ignition.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes JSON. Values are maps (in their order), lists, texts, numbers, booleans, {@code null}; the
 * same value always gives the same bytes.
 */
public final class Json {

  private static final JsonMapper COMPACT = JsonMapper.builder().build();

  private Json() {}

  /** One line without spaces. */
  public static String compact(Map<String, ?> object) {
    return COMPACT.writeValueAsString(object);
  }

  /** One line without spaces, as UTF-8. */
  public static byte[] bytes(Map<String, ?> object) {
    return compact(object).getBytes(StandardCharsets.UTF_8);
  }

  /** Indented by two spaces, with a newline at the end, for files that people open. */
  public static String pretty(Map<String, ?> object) {
    return COMPACT.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(object)
        + "\n";
  }
}
