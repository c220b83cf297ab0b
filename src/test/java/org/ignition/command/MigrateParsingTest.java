package org.ignition.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.CommitSha;
import org.ignition.migration.MigrationPhase;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.history.Baseline;
import org.ignition.migration.history.Repair;
import org.ignition.plan.MigrateRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrateParsingTest {

  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
  private static final String URL = "postgresql://db/shop";

  private static Command.Migrate parse(Map<String, String> inputs) {
    Map<String, String> raw = new HashMap<>(inputs);
    raw.put("command", "migrate");
    raw.putIfAbsent("database-url", URL);
    return (Command.Migrate) CommandParser.parse(raw);
  }

  private static Problem problem(Map<String, String> inputs) {
    return assertThrows(InputException.class, () -> parse(inputs)).problem();
  }

  @Test
  void consentsToNothingByItself() {
    Command.Migrate command = parse(Map.of());
    assertEquals(
        new MigrateRequest(
            MigrationPhase.EXPAND, Optional.empty(), false, false, false, Optional.empty()),
        command.request());
    assertFalse(command.database().allowUrlUserinfo());
    assertFalse(command.dryRun());
    assertEquals(Duration.ofMinutes(5), command.lockTimeout());
    assertEquals(Baseline.NOT_GIVEN, command.baseline());
  }

  @Test
  void readsEveryInput() {
    Map<String, String> raw =
        Map.ofEntries(
            Map.entry("config", "deploy/ignition.yml"),
            Map.entry("dry-run", "true"),
            Map.entry("sha", SHA),
            Map.entry("migrations", "db"),
            Map.entry("environment", "production"),
            Map.entry("database-user", "owner"),
            Map.entry("database-password", "hunter2"),
            Map.entry("allow-url-userinfo", "true"),
            Map.entry("ssh-key", "key"),
            Map.entry("phase", "contract"),
            Map.entry("drained", "true"),
            Map.entry("to", "0014"),
            Map.entry("allow-down", "true"),
            Map.entry("allow-data-loss", "true"),
            Map.entry("lock-timeout", "30s"),
            Map.entry("baseline", "2.1"),
            Map.entry("repair", "undone"),
            Map.entry("metadata-file", "metadata.json"),
            Map.entry("report-file", "report.json"),
            Map.entry("storage-access-key", "AKIA1"),
            Map.entry("storage-secret-key", "s3cret"),
            Map.entry("rehearse-on-backup", "true"));
    assertEquals(
        new Command.Migrate(
            Optional.of(Path.of("deploy/ignition.yml")),
            true,
            Optional.of(new CommitSha(SHA)),
            Optional.of(Path.of("db")),
            Optional.of("production"),
            new Command.DatabaseAccess(
                new Secret(URL),
                Optional.of("owner"),
                Optional.of(new Secret("hunter2")),
                true,
                Optional.of(new Secret("key"))),
            new MigrateRequest(
                MigrationPhase.CONTRACT,
                Optional.of(MigrationVersion.of("0014")),
                true,
                true,
                true,
                Optional.of(Repair.UNDONE)),
            Duration.ofSeconds(30),
            new Baseline.At(MigrationVersion.of("2.1")),
            Optional.of(Path.of("metadata.json")),
            Optional.of(Path.of("report.json")),
            Optional.of(new Command.StorageKeys(new Secret("AKIA1"), new Secret("s3cret"))),
            true),
        parse(raw));
  }

  @Test
  void showsNoSecret() {
    String shown = parse(Map.of("database-password", "hunter2", "ssh-key", "s3cret")).toString();
    assertFalse(shown.contains("hunter2"), shown);
    assertFalse(shown.contains("s3cret"), shown);
    assertFalse(shown.contains("db/shop"), shown);
  }

  @Test
  void needsADatabase() {
    Problem problem =
        assertThrows(InputException.class, () -> CommandParser.parse(Map.of("command", "migrate")))
            .problem();
    assertEquals(ErrorCode.INPUT_MISSING, problem.code());
    assertTrue(problem.what().contains("database-url"));
  }

  @ParameterizedTest
  @CsvSource({
    "phase, expnad",
    "phase, EXPAND",
    "to, latest",
    "to, -1",
    "to, 1..2",
    "to, 0x10",
    "baseline, v14",
    "repair, done",
    "lock-timeout, 5",
    "lock-timeout, 5 m",
    "lock-timeout, 999999s",
    "drained, yes",
    "allow-down, 1"
  })
  void refusesWhatItDoesNotUnderstand(String input, String text) {
    Problem problem = problem(Map.of(input, text));
    assertEquals(ErrorCode.INPUT_INVALID, problem.code());
    assertTrue(problem.what().contains("`" + input + "`"), problem.what());
  }

  @Test
  void refusesToGoBackToNowhere() {
    Problem problem = problem(Map.of("allow-down", "true", "to", ""));
    assertEquals(ErrorCode.INPUT_MISSING, problem.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "expand"})
  void refusesToExpandWhereOlderVersionsAreGone(String phase) {
    Problem problem = problem(Map.of("phase", phase, "drained", "true"));
    assertEquals(ErrorCode.INPUT_INVALID, problem.code());
    assertTrue(problem.what().contains("`drained`"), problem.what());
    assertTrue(problem.advice().contains("`phase: contract`"), problem.advice());
  }

  @Test
  void takesItThatOlderVersionsAreNotGone() {
    assertFalse(parse(Map.of("phase", "expand", "drained", "false")).request().drained());
  }

  @Test
  void takesItThatOlderVersionsAreGoneWhereNothingRuns() {
    assertTrue(parse(Map.of("phase", "all", "drained", "true")).request().drained());
  }

  @ParameterizedTest
  @CsvSource({"0s, 0", "90s, 90", "2h, 7200"})
  void readsDurations(String text, long seconds) {
    assertEquals(Duration.ofSeconds(seconds), parse(Map.of("lock-timeout", text)).lockTimeout());
  }
}
