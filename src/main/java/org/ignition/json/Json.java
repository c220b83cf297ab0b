package org.ignition.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Writes JSON. Values are maps (in their order), lists, texts, numbers, booleans, {@code null}; the
 * same value always gives the same bytes.
 *
 * <p>Written token by token: Jackson's object mapper would make every start of the program slower,
 * whether it writes JSON or not.
 */
public final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** One line without spaces. */
  public static String compact(Map<String, ?> object) {
    return written(object, ObjectWriteContext.empty());
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
    return written(object, new Indented()) + "\n";
  }

  private static String written(Map<String, ?> object, ObjectWriteContext style) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(style, text)) {
      write(json, object);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> object -> writeObject(json, object);
      case List<?> list -> writeArray(json, list);
      case String text -> json.writeString(text);
      case Boolean truth -> json.writeBoolean(truth);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case BigDecimal number -> json.writeNumber(number);
      default -> throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
    }
  }

  private static void writeObject(JsonGenerator json, Map<?, ?> object) {
    json.writeStartObject();
    object.forEach((key, value) -> {
      json.writeName((String) key);
      write(json, value);
    });
    json.writeEndObject();
  }

  private static void writeArray(JsonGenerator json, List<?> list) {
    json.writeStartArray();
    list.forEach(item -> write(json, item));
    json.writeEndArray();
  }

  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter();
    }
  }
}
