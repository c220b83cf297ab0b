package org.ignition.flow.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.ignition.migration.compatibility.RollbackMatrix;
import org.ignition.migration.history.LiveHistory;
import org.ignition.migration.history.Sequences;
import org.ignition.plan.MigrateFacts;
import org.ignition.plan.OnData;
import org.ignition.plan.Plan;
import org.ignition.testing.Migrations;
import org.junit.jupiter.api.Test;

class SchemaMatricesTest {

  private static SchemaMatrices matrices(MigrationsAtHand migrations) {
    LiveHistory live =
        new LiveHistory(
            List.of(
                Migrations.applied(1, Migrations.ADDITIVE),
                Migrations.applied(2, Migrations.ADDITIVE)),
            List.of());
    MigrateFacts facts =
        new MigrateFacts(
            "shop at db:5432",
            live,
            Sequences.of(List.of(), Map.of()),
            "this tool's own",
            List.of(),
            new TreeSet<>(),
            List.of(),
            Map.of(),
            List.of(),
            true,
            false,
            true,
            Optional.empty(),
            false,
            new MigrateFacts.BackupMeans(Optional.empty(), Optional.empty()),
            Map.of(),
            OnData.UNKNOWN,
            List.of());
    return SchemaMatrices.of(facts, new Plan<>("nothing", List.of(), List.of()), migrations);
  }

  private static List<String> releases(SchemaMatrices matrices) {
    return matrices.compatibility().rows().stream()
        .map(row -> row.release().name() + " " + row.release().standing())
        .toList();
  }

  @Test
  void tellsOnceOfTheReleaseAtHandThatTheConfigurationNames() {
    SchemaMatrices matrices = matrices(AtHand.configured("v1.1.x", "v1.2.x", "v1.2.3"));
    assertEquals(
        List.of("v1.1.x legacy", "v1.2.x legacy", "running now current", "v1.2.3 planned"),
        releases(matrices));
    assertEquals(
        List.of("v1.1.x", "v1.2.x", "running now"),
        matrices.rollback().rows().stream().map(RollbackMatrix.Row::target).toList());
  }
}
