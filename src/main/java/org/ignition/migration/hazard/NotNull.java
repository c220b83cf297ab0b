package org.ignition.migration.hazard;

import java.util.Collection;
import java.util.stream.Collectors;
import org.ignition.migration.snapshot.ObjectName;

/**
 * How columns come to refuse NULL without a scan under an exclusive lock. The proof must outlive
 * SET NOT NULL: dropped in the same ALTER TABLE it is gone before it is looked for, and the table
 * is read after all.
 */
final class NotNull {

  /** The first version whose NOT NULL constraints may be NOT VALID. */
  private static final int WITH_NOT_VALID = 18;

  private NotNull() {}

  static String stepByStep(Collection<ObjectName> columns, int major) {
    return columns.stream()
        .map(column -> stepByStep(column, major))
        .collect(Collectors.joining("\n"));
  }

  static String stepByStep(ObjectName column, int major) {
    String table = SqlName.table(column);
    String name = SqlName.quote(column.name());
    String constraint = SqlName.quote(column.parent() + "_" + column.name() + "_not_null");
    return major >= WITH_NOT_VALID
        ? """
        ALTER TABLE %1$s ADD CONSTRAINT %3$s NOT NULL %2$s NOT VALID;
        -- then, in the next migration
        ALTER TABLE %1$s VALIDATE CONSTRAINT %3$s;\
        """
            .formatted(table, name, constraint)
        : """
        ALTER TABLE %1$s ADD CONSTRAINT %3$s CHECK (%2$s IS NOT NULL) NOT VALID;
        -- then, in the next migration
        ALTER TABLE %1$s VALIDATE CONSTRAINT %3$s;
        -- then, in a third
        ALTER TABLE %1$s ALTER COLUMN %2$s SET NOT NULL;
        ALTER TABLE %1$s DROP CONSTRAINT %3$s;\
        """
            .formatted(table, name, constraint);
  }
}
