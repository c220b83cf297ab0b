package org.ignition.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder.Proof;
import org.ignition.backup.catalogue.BackupChoice;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.plan.BackupRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupParsingTest {

  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

  private static Command.Backup parse(String operation, String... inputs) {
    Map<String, String> raw = new HashMap<>();
    raw.put("command", "backup");
    raw.put("operation", operation);
    raw.put("database-url", "postgresql://db/shop");
    for (int i = 0; i < inputs.length; i += 2) {
      raw.put(inputs[i], inputs[i + 1]);
    }
    return (Command.Backup) CommandParser.parse(raw);
  }

  private static Problem problem(String operation, String... inputs) {
    return assertThrows(InputException.class, () -> parse(operation, inputs)).problem();
  }

  @Test
  void listsTheKindsWhereOneIsNoKind() {
    Problem problem = problem("create", "kind", "yearly-or-so");
    assertEquals(
        "Input `kind` must be one of pre-migration, daily, weekly, monthly, not yearly-or-so",
        problem.what().replace("\"", ""));
    assertEquals("Give one of these", problem.advice());
  }

  @Test
  void takesWhatIsDueByItself() {
    Command.Backup command = parse("create");
    assertEquals(new BackupRequest.Create(Optional.empty(), Optional.empty()), command.request());
    assertEquals(Optional.empty(), command.storageKeys());
    assertEquals(Duration.ofMinutes(5), command.lockTimeout());
  }

  @Test
  void readsEveryInputOfCreating() {
    Command.Backup command =
        parse(
            "create",
            "kind",
            "weekly",
            "verify",
            "restore",
            "sha",
            SHA,
            "dry-run",
            "true",
            "metrics-file",
            "backup.prom",
            "ssh-key",
            "key",
            "environment",
            "production",
            "config",
            "deploy.yml",
            "storage-access-key",
            "AKIA1",
            "storage-secret-key",
            "s3cret");
    assertEquals(
        new BackupRequest.Create(Optional.of(BackupKind.WEEKLY), Optional.of(Proof.RESTORE)),
        command.request());
    assertTrue(command.dryRun());
    assertEquals(SHA, command.sha().orElseThrow().hex());
    assertEquals(Optional.of(Path.of("backup.prom")), command.metricsFile());
    assertEquals(Optional.of(Path.of("deploy.yml")), command.config());
    assertEquals(Optional.of("production"), command.environment());
    assertEquals(Optional.of(new Secret("key")), command.sshKey());
    assertEquals("s3cret", command.storageKeys().orElseThrow().secretKey().value());
  }

  @Test
  void verifiesTheNewestByRestoringIt() {
    assertEquals(
        new BackupRequest.Verify(new BackupChoice.Latest(), Proof.RESTORE),
        parse("verify").request());
    assertEquals(
        new BackupRequest.Verify(new BackupChoice.OfRelease("0123456"), Proof.LIST),
        parse("verify", "from", "0123456", "verify", "list").request());
  }

  @Test
  void restoresWhatIsNamed() {
    assertEquals(
        new BackupRequest.Restore(
            new BackupChoice.Named(BackupName.parse("backup_20260115_104500.dump").orElseThrow()),
            true,
            true),
        parse(
                "restore",
                "from",
                "backup_20260115_104500.dump",
                "allow-mismatch",
                "true",
                "allow-data-loss",
                "true")
            .request());
    assertEquals(
        new BackupRequest.Restore(
            new BackupChoice.Before(Instant.parse("2026-01-15T10:45:00Z")), false, false),
        parse("restore", "from", "2026-01-15T11:45:00+01:00").request());
  }

  @Test
  void restoresNothingByAccident() {
    assertEquals(ErrorCode.INPUT_MISSING, problem("restore").code());
    assertTrue(problem("restore").what().contains("`from`"));
    assertTrue(problem("").what().contains("`operation`"));
    assertEquals("Did you mean `restore`?", problem("resotre").advice());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "012345", "2026-01-15", "backup_20260231_104500.dump", "LATEST"})
  void refusesWhatNamesNoBackup(String from) {
    assertEquals(ErrorCode.INPUT_INVALID, problem("restore", "from", from).code());
  }

  @ParameterizedTest
  @CsvSource({
    "create, from, latest",
    "create, allow-mismatch, true",
    "create, backup-identity, AGE-SECRET-KEY-1",
    "create, lock-timeout, 1s",
    "verify, kind, daily",
    "verify, dry-run, true",
    "verify, metrics-file, m.prom",
    "restore, verify, list",
    "restore, metrics-file, m.prom",
    "prune, from, latest",
    "prune, sha, 0123456789abcdef0123456789abcdef01234567",
    "list, dry-run, true",
    "list, kind, daily",
    "list, phase, contract"
  })
  void refusesWhatWouldHaveNoEffect(String operation, String input, String value) {
    Problem problem =
        operation.equals("restore")
            ? problem(operation, "from", "latest", input, value)
            : problem(operation, input, value);
    assertEquals(ErrorCode.INPUT_UNKNOWN, problem.code());
    assertTrue(problem.what().contains("`" + input + "`"), problem.what());
  }

  @Test
  void takesDefaultsThatHaveNoEffect() {
    parse("list", "dry-run", "false", "allow-mismatch", "false", "lock-timeout", "5m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "prune", "list"})
  void needsNoDatabaseForWhatIsInTheStores(String operation) {
    assertEquals(Optional.empty(), parse(operation, "database-url", "").database());
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "restore"})
  void needsTheDatabaseForTheRest(String operation) {
    String[] inputs =
        operation.equals("restore")
            ? new String[] {"database-url", "", "from", "latest"}
            : new String[] {"database-url", ""};
    assertTrue(problem(operation, inputs).what().contains("`database-url` is missing"));
  }

  @Test
  void refusesALoginWithoutADatabase() {
    Problem problem = problem("list", "database-url", "", "database-password", "hunter2");
    assertEquals(ErrorCode.INPUT_UNKNOWN, problem.code());
    assertFalse(problem.toString().contains("hunter2"));
  }

  @Test
  void refusesHalfALoginAtTheBucket() {
    Problem problem = problem("list", "storage-access-key", "AKIA1");
    assertEquals(ErrorCode.INPUT_MISSING, problem.code());
    assertTrue(problem.what().contains("`storage-secret-key`"));
    assertFalse(problem.toString().contains("AKIA1"));
  }

  @Test
  void showsNoSecret() {
    String shown =
        parse(
                "verify",
                "backup-identity",
                "AGE-SECRET-KEY-1",
                "storage-access-key",
                "AKIA1",
                "storage-secret-key",
                "s3cret")
            .toString();
    assertFalse(
        shown.contains("AGE-SECRET") || shown.contains("AKIA1") || shown.contains("s3cret"));
  }
}
