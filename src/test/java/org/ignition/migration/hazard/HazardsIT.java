package org.ignition.migration.hazard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ignition.migration.Migration;
import org.ignition.migration.rehearsal.RehearsalOptions;
import org.ignition.migration.rehearsal.Rehearser;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.sql.Position;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.testing.Postgres;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hazards and their safe forms on a real server: each statement has the rules that it must. */
class HazardsIT {

  static Stream<Arguments> cases() {
    return Stream.of(17, 18)
        .flatMap(version -> HazardCase.all().stream().map(each -> Arguments.of(version, each)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void findsWhatIsThereAndNothingElse(int version, HazardCase each) {
    List<Finding> found = findings(version, each);
    assertEquals(each.expected(), byStatement(each, found), () -> String.join("\n", texts(found)));
  }

  private static List<Finding> findings(int version, HazardCase each) {
    Migration base = HazardCase.migration(1, "base", HazardCase.resource("base.sql"));
    List<RehearsedMigration> rehearsed = new ArrayList<>();
    RehearsalOptions options =
        new RehearsalOptions(
            "Europe/Amsterdam",
            RehearsalOptions.DEFAULT.statementTimeout(),
            true,
            Optional.empty());
    new Rehearser(Postgres.server(version), options)
        .rehearse(
            List.of(base, each.migration()),
            migration -> migration.name().equals("case"),
            rehearsed::add);
    return new Hazards(new Target(version, "Europe/Amsterdam")).of(rehearsed.getFirst());
  }

  private static List<Set<String>> byStatement(HazardCase each, List<Finding> found) {
    List<Position> statements = each.statements();
    List<Set<String>> rules = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      Position begin = statements.get(i);
      Position end = i + 1 < statements.size() ? statements.get(i + 1) : new Position(9999, 1);
      Set<String> ids = new TreeSet<>();
      found.stream()
          .filter(finding -> finding.severity() != Severity.OFF)
          .filter(finding -> !finding.rule().name().equals("R10"))
          .filter(finding -> finding.at().compareTo(begin) >= 0)
          .filter(finding -> finding.at().compareTo(end) < 0)
          .forEach(finding -> ids.add(finding.rule().name()));
      rules.add(ids);
    }
    return rules;
  }

  private static List<String> texts(List<Finding> found) {
    return found.stream()
        .map(each -> each.rule() + " " + each.at() + " " + each.message() + "\n" + each.fix())
        .toList();
  }
}
