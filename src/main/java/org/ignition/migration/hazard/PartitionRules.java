package org.ignition.migration.hazard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.trace.LockMode;

/** Partitions that are attached, detached or created: L9–L11. */
final class PartitionRules {

  static final List<Check> CHECKS =
      List.of(PartitionRules::detached, PartitionRules::attached, PartitionRules::created);

  private PartitionRules() {}

  private static Stream<Finding> detached(Observed o) {
    return o.changed(ObjectKind.TABLE)
        .filter(table -> loses(table) && takesExclusive(o))
        .map(table -> detached(o, table.after().name()));
  }

  private static boolean loses(Difference.Changed table) {
    return table.before().get(Attribute.PARTITION_BOUND).isPresent()
        && table.after().get(Attribute.PARTITION_BOUND).isEmpty();
  }

  private static boolean takesExclusive(Observed o) {
    return o.blocking().stream().anyMatch(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE)
        && !o.has("CONCURRENTLY");
  }

  private static Finding detached(Observed o, ObjectName partition) {
    String fix =
        o.has("DETACH") && o.major() >= 14
            ? "-- alone in a migration with -- ignition: no-transaction; not with a default"
                + " partition\n"
                + o.statement().text()
                + " CONCURRENTLY;"
            : "";
    return o.at(partition.name(), Rule.L9, o.withEffects("detaches " + SqlName.of(partition)), fix);
  }

  private static Stream<Finding> attached(Observed o) {
    return o.changedAtAll(ObjectKind.TABLE)
        .filter(table -> table.before().get(Attribute.PARTITION_BOUND).isEmpty())
        .filter(table -> table.after().get(Attribute.PARTITION_BOUND).isPresent())
        .filter(_ -> !o.trace().scans().isEmpty())
        .map(table -> attached(o, table.after()));
  }

  private static Finding attached(Observed o, SchemaObject partition) {
    String table = SqlName.of(partition.name());
    String check = SqlName.quote(partition.name().name() + "_bound");
    return o.at(
        partition.name().name(),
        Rule.L10,
        o.withEffects("attaches " + table),
        """
        -- before, in migrations of their own: a CHECK that says the same as %3$s
        ALTER TABLE %1$s ADD CONSTRAINT %2$s CHECK (...) NOT VALID;
        ALTER TABLE %1$s VALIDATE CONSTRAINT %2$s;
        -- and, where there is a default partition, a validated CHECK on it that says the opposite\
        """
            .formatted(table, check, partition.get(Attribute.PARTITION_BOUND).orElse("its bound")));
  }

  private static Stream<Finding> created(Observed o) {
    Optional<SchemaObject> partition =
        o.appeared(ObjectKind.TABLE)
            .filter(table -> table.get(Attribute.PARTITION_BOUND).isPresent())
            .findFirst();
    return partition.filter(_ -> takesExclusive(o)).map(each -> created(o, each)).stream();
  }

  private static Finding created(Observed o, SchemaObject partition) {
    String table = SqlName.of(partition.name());
    String parent = partition.get(Attribute.INHERITS).orElse("<partitioned table>");
    return o.at(
        partition.name().name(),
        Rule.L11,
        o.withEffects("creates partition " + table),
        """
        CREATE TABLE %1$s (LIKE %2$s INCLUDING ALL);
        ALTER TABLE %2$s ATTACH PARTITION %1$s %3$s;\
        """
            .formatted(
                table, parent, partition.get(Attribute.PARTITION_BOUND).orElse("FOR VALUES ...")));
  }
}
