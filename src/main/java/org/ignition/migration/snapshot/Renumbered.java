package org.ignition.migration.snapshot;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sequences of columns that differ only in the number which the server appends when a name is taken
 * ({@code ChooseRelationName}): a table made again while its predecessor is still there gets {@code
 * users_id_seq1}. Nobody chose that name, and the column's default goes with it.
 */
final class Renumbered {

  private static final Pattern CHOSEN = Pattern.compile("(.+_seq)[0-9]*");

  private record Owned(String column, String base) {}

  private final Map<ObjectName, ObjectName> later = new HashMap<>();

  /**
   * Finds them.
   *
   * @param before what is not the same in {@code after}
   * @param after what is not the same in {@code before}
   */
  Renumbered(List<SchemaObject> before, List<SchemaObject> after) {
    Map<Owned, ObjectName> owned = new HashMap<>();
    after.forEach(object -> owned(object).ifPresent(as -> owned.put(as, object.name())));
    before.forEach(object ->
        owned(object)
            .map(owned::get)
            .filter(name -> !name.equals(object.name()))
            .ifPresent(name -> later.put(object.name(), name)));
  }

  private static Optional<Owned> owned(SchemaObject object) {
    Matcher chosen = CHOSEN.matcher(object.name().name());
    return object.name().kind() == ObjectKind.SEQUENCE && chosen.matches()
        ? object.get(Attribute.OWNED_BY).map(column -> new Owned(column, chosen.group(1)))
        : Optional.empty();
  }

  /** Earlier objects as they would be with the later names. */
  List<SchemaObject> applied(List<SchemaObject> before) {
    return later.isEmpty() ? before : before.stream().map(this::applied).toList();
  }

  private SchemaObject applied(SchemaObject object) {
    ObjectName name = later.getOrDefault(object.name(), object.name());
    Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
    attributes.putAll(object.attributes());
    attributes.computeIfPresent(Attribute.DEFAULT, (_, value) -> applied(value));
    return new SchemaObject(name, object.identity(), attributes);
  }

  /** Whole names in the literal of {@code nextval('schema.name'::regclass)}, quoted or not. */
  private String applied(String expression) {
    if (!expression.startsWith("nextval('")) {
      return expression;
    }
    Map<String, String> names =
        later.entrySet().stream()
            .collect(
                Collectors.toMap(
                    each -> each.getKey().name(), each -> each.getValue().name(), (a, _) -> a));
    return Pattern.compile("(?<=[.'\"])([^.'\"]+)(?=\"?'::regclass)")
        .matcher(expression)
        .replaceFirst(
            found -> Matcher.quoteReplacement(names.getOrDefault(found.group(), found.group())));
  }
}
