package org.ignition.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  /**
   * What was read, as a value that can be written: nothing is lost, numbers keep their digits.
   *
   * @return a map, list, text, number, boolean, or null
   */
  public static @Nullable Object value(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        mapping.members().forEach((key, member) -> object.put(key, value(member.value())));
        yield object;
      }
      case Node.Sequence sequence -> {
        List<@Nullable Object> list = new ArrayList<>();
        sequence.items().forEach(item -> list.add(value(item)));
        yield list;
      }
      case Node.Scalar scalar ->
          switch (scalar.type()) {
            case TEXT -> scalar.text();
            case NUMBER -> new BigDecimal(scalar.text());
            case BOOLEAN -> Boolean.valueOf(scalar.text());
            case NULL -> null;
          };
    };
  }

  /** Indented by two spaces, with a newline at the end, for files that people open. */
  public static String pretty(Map<String, ?> object) {
    return COMPACT.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(object)
        + "\n";
  }
}
