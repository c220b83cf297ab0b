package org.ignition.migration.hazard;

import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.SchemaObject;

/** Constraints as SQL. */
final class Constraints {

  private Constraints() {}

  /** Adds a CHECK or FOREIGN KEY without reading the table, and verifies it later. */
  static String notValid(SchemaObject constraint) {
    String definition =
        constraint.get(Attribute.DEFINITION).orElse("...").replaceFirst(" NOT VALID$", "");
    return """
    ALTER TABLE %1$s ADD CONSTRAINT %2$s %3$s NOT VALID;
    -- then, in the next migration
    ALTER TABLE %1$s VALIDATE CONSTRAINT %2$s;\
    """
        .formatted(
            SqlName.table(constraint.name()), SqlName.quote(constraint.name().name()), definition);
  }

  static boolean isValid(SchemaObject constraint) {
    return !constraint.get(Attribute.VALID).filter("false"::equals).isPresent();
  }

  static String kind(SchemaObject constraint) {
    return constraint.get(Attribute.CONSTRAINT_KIND).orElse("");
  }
}
