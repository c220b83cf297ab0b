package org.ignition.migration.hazard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.database.ScratchServer;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.migration.Migration;
import org.ignition.migration.rehearsal.RehearsalOptions;
import org.ignition.migration.rehearsal.Rehearser;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.testing.Postgres;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The samples of {@code bench/hazards}, one history: every hazard is found, no safe form is one.
 */
class HazardSamplesIT {

  private static final Pattern EXPECTED = Pattern.compile("(?m)^-- expect:(.*)$");

  /** Found in the text of a file, before anything runs. */
  private static final Set<String> OF_TEXT = Set.of("T3");

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void everyHazardIsFoundAndNoSafeFormIsOne(int version) throws Exception {
    Map<String, Set<String>> missed = new TreeMap<>();
    Map<String, Set<String>> alarms = new TreeMap<>();
    List<String> unmarked = new ArrayList<>();
    for (RehearsedMigration each : rehearsed(version)) {
      Matcher mark = EXPECTED.matcher(each.migration().up().sql().text());
      if (mark.find()) {
        Set<String> expected = new TreeSet<>(List.of(mark.group(1).strip().split(" ")));
        expected.remove("");
        List<Finding> found = new Hazards(new Target(version, "UTC")).of(each);
        put(alarms, each, expected.isEmpty() ? ids(found, Severity.WARNING) : new TreeSet<>());
        expected.removeAll(ids(found, Severity.NOTE));
        expected.removeAll(OF_TEXT);
        put(missed, each, expected);
      } else {
        unmarked.add(each.migration().name());
      }
    }
    assertEquals(List.of("0001_base"), unmarked);
    assertEquals(Map.of(), missed);
    assertEquals(Map.of(), alarms);
  }

  private static void put(Map<String, Set<String>> to, RehearsedMigration each, Set<String> rules) {
    if (!rules.isEmpty()) {
      to.put(each.migration().name(), rules);
    }
  }

  private static Set<String> ids(List<Finding> found, Severity least) {
    return found.stream()
        .filter(finding ->
            finding.severity() == Severity.ERROR
                || finding.severity() == Severity.WARNING
                || finding.severity() == least)
        .map(finding -> finding.rule().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<RehearsedMigration> rehearsed(int version) throws Exception {
    List<RehearsedMigration> rehearsed = new ArrayList<>();
    List<Migration> samples = samples();
    try (ScratchServer server =
        EmbeddedPostgres.start(version, Postgres.folders(), new SecureRandom())) {
      new Rehearser(server, RehearsalOptions.DEFAULT).rehearse(samples, _ -> true, rehearsed::add);
    }
    assertTrue(samples.size() > 50);
    assertEquals(samples.size(), rehearsed.size());
    return rehearsed;
  }

  private static List<Migration> samples() throws IOException {
    List<Migration> samples = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("bench", "hazards"))) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName()).replace(".sql", "");
        samples.add(HazardCase.migration(samples.size() + 1, name, Files.readString(file)));
      }
    }
    return samples;
  }
}
