package org.ignition.migration.hazard;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.SchemaObject;

/** Who may see and do what: B9. */
final class RightsRules {

  static final List<Check> CHECKS =
      List.of(RightsRules::security, RightsRules::policies, RightsRules::owners);

  private static final Set<Attribute> SECURITY =
      EnumSet.of(Attribute.ROW_SECURITY, Attribute.FORCE_ROW_SECURITY);

  private RightsRules() {}

  private static Stream<Finding> security(Observed o) {
    return o.changed(ObjectKind.TABLE)
        .filter(table -> SECURITY.stream().anyMatch(attribute -> isOn(table, attribute)))
        .map(table ->
            finding(
                o,
                table.after(),
                "row security of " + SqlName.of(table.after().name()) + " hides rows"));
  }

  private static boolean isOn(Difference.Changed table, Attribute attribute) {
    return table.touches(attribute)
        && table.after().get(attribute).filter("true"::equals).isPresent();
  }

  private static Stream<Finding> policies(Observed o) {
    Stream<SchemaObject> gone =
        o.gone(ObjectKind.POLICY).filter(policy -> !o.goesWithTable(policy.name()));
    return Stream.of(
            o.added(ObjectKind.POLICY),
            o.changed(ObjectKind.POLICY)
                .filter(policy -> policy.touches(Attribute.DEFINITION))
                .map(Difference.Changed::after),
            gone)
        .flatMap(policies -> policies)
        .map(policy ->
            finding(o, policy, "other rows of " + SqlName.table(policy.name()) + " are seen"));
  }

  private static Stream<Finding> owners(Observed o) {
    return EnumSet.allOf(ObjectKind.class).stream()
        .flatMap(o::changed)
        .filter(object -> object.touches(Attribute.OWNER) || isRevoked(o, object))
        .limit(1)
        .map(object ->
            finding(
                o,
                object.after(),
                object.touches(Attribute.OWNER)
                    ? object.after().name() + " gets another owner"
                    : "takes privileges on " + object.after().name() + " away"));
  }

  private static boolean isRevoked(Observed o, Difference.Changed object) {
    return object.touches(Attribute.PRIVILEGES) && o.has("REVOKE");
  }

  private static Finding finding(Observed o, SchemaObject object, String what) {
    return o.at(
        object.name().name(),
        Rule.B9,
        o.withEffects(what),
        "-- try it with the running version's role");
  }
}
