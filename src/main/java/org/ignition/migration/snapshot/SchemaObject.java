package org.ignition.migration.snapshot;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One object of a schema.
 *
 * @param name what it is called
 * @param identity which it is
 * @param attributes what is compared
 */
public record SchemaObject(ObjectName name, Identity identity, Map<Attribute, String> attributes) {

  /** Copies the map. */
  public SchemaObject {
    EnumMap<Attribute, String> copy = new EnumMap<>(Attribute.class);
    copy.putAll(attributes);
    attributes = Collections.unmodifiableMap(copy);
  }

  /** One attribute, where it has it. */
  public Optional<String> get(Attribute attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }
}
