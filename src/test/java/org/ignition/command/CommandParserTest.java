package org.ignition.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ignition.action.RunnerEnvironment;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.CommitSha;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.Layout;
import org.ignition.migration.rule.Preset;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {

  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void buildsWithNothingButItsName() {
    assertEquals(
        new Command.Build(
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            new RegistryChoice.Remote(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        CommandParser.parse(Map.of("command", "build")));
  }

  @Test
  void readsEveryInputOfBuild() {
    Map<String, String> raw =
        Map.ofEntries(
            Map.entry("command", "build"),
            Map.entry("config", "deploy/ignition.yml"),
            Map.entry("dry-run", "true"),
            Map.entry("sha", SHA),
            Map.entry("archive", "image.tar"),
            Map.entry("allow-dirty", "True"),
            Map.entry("registry", "embedded:out/registry"),
            Map.entry("registry-user", "octocat"),
            Map.entry("registry-password", "hunter2"),
            Map.entry("ca-certificate", "ca.pem"),
            Map.entry("metadata-file", "metadata.json"),
            Map.entry("report-file", "report.json"));
    assertEquals(
        new Command.Build(
            Optional.of(Path.of("deploy/ignition.yml")),
            true,
            Optional.of(new CommitSha(SHA)),
            Optional.of(Path.of("image.tar")),
            true,
            new RegistryChoice.Embedded(Optional.of(Path.of("out/registry"))),
            Optional.of(new Login("octocat", new Secret("hunter2"))),
            Optional.of(Path.of("ca.pem")),
            Optional.of(Path.of("metadata.json")),
            Optional.of(Path.of("report.json"))),
        CommandParser.parse(raw));
  }

  @Test
  void checksMigrationsWithNothingButItsName() {
    assertEquals(
        new Command.CheckMigrations(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        CommandParser.parse(Map.of("command", "check-migrations", "layout", "auto")));
  }

  @Test
  void readsEveryInputOfCheckMigrations() {
    Map<String, String> raw =
        Map.ofEntries(
            Map.entry("command", "check-migrations"),
            Map.entry("config", "deploy/ignition.yml"),
            Map.entry("migrations", "db"),
            Map.entry("layout", "golang-migrate"),
            Map.entry("all", "true"),
            Map.entry("base", "origin/main"),
            Map.entry("database", "sqlite"),
            Map.entry("database-version", "18"),
            Map.entry("policy", "relaxed"),
            Map.entry("report-file", "report.json"),
            Map.entry("sarif-file", "report.sarif"),
            Map.entry("ca-certificate", "ca.pem"));
    assertEquals(
        new Command.CheckMigrations(
            Optional.of(Path.of("deploy/ignition.yml")),
            Optional.of(Path.of("db")),
            Optional.of(Layout.GOLANG_MIGRATE),
            true,
            Optional.of("origin/main"),
            Optional.of(DatabaseKind.SQLITE),
            Optional.of(18),
            Optional.empty(),
            Optional.of(Preset.RELAXED),
            Optional.of(Path.of("report.json")),
            Optional.of(Path.of("report.sarif")),
            Optional.of(Path.of("ca.pem"))),
        CommandParser.parse(raw));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          layout           | flway  | Did you mean `flyway`?
          database         | oracle | postgresql, sqlite
          database-version | latest | such as `17`
          policy           | strict | zero-downtime, relaxed
          """)
  void saysWhichChoicesAnInputHas(String input, String value, String said) {
    InputException e =
        assertThrows(InputException.class, () -> parse("check-migrations", input, value));
    assertTrue(e.problem().toString().contains(said), e.problem().toString());
  }

  @Test
  void refusesTwoServersAndTellsNoUrl() {
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                CommandParser.parse(
                    Map.of(
                        "command", "check-migrations",
                        "shadow-url", "postgresql://u:hunter2@db/x",
                        "database-version", "18")));
    assertFalse(e.problem().toString().contains("hunter2"), e.problem().toString());
  }

  @Test
  void describesAndStartsQuickly() {
    assertEquals(
        new Command.Describe(Optional.empty(), Optional.of(new CommitSha(SHA)), false),
        parse("describe", "sha", SHA + "\n"));
    assertEquals(new Command.Quickstart(), CommandParser.parse(Map.of("command", "quickstart")));
  }

  @Test
  void readsInit() {
    assertEquals(new Command.Init(false), CommandParser.parse(Map.of("command", "init")));
    assertEquals(new Command.Init(true), parse("init", "dry-run", "true"));
    assertEquals(ErrorCode.INPUT_UNKNOWN, problem("init", "config", "x.yml").code());
  }

  @Test
  void takesEmptyForNotGiven() {
    Map<String, String> raw = new HashMap<>();
    for (Input input : Input.values()) {
      raw.put(input.id(), input.isSecret() ? "" : " ");
    }
    raw.put("command", "quickstart\n");
    assertEquals(new Command.Quickstart(), CommandParser.parse(raw));
  }

  @Test
  void readsWhatARunnerPasses() {
    RunnerEnvironment environment =
        new RunnerEnvironment(
            Map.of(
                "INPUT_COMMAND", "build", "INPUT_DRY-RUN", "TRUE", "INPUT_SHA", "", "HOME", "/"));
    Command.Build build = assertInstanceOf(Command.Build.class, RunnerParser.parse(environment));
    assertTrue(build.dryRun());
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1", "on", "tRUE", "true false", "y", "~", "null"})
  void readsBooleansAsYamlDoes(String text) {
    Problem problem = problem("build", "dry-run", text);
    assertEquals(ErrorCode.INPUT_INVALID, problem.code());
    assertTrue(problem.what().contains("`dry-run`"));
  }

  @Test
  void listsTheCommandsWhenNoneIsGiven() {
    Problem problem = problem(Map.of("command", ""));
    assertEquals(ErrorCode.INPUT_MISSING, problem.code());
    assertEquals(
        "Give one of: init, build, describe, check-migrations, migrate, backup, quickstart",
        problem.advice());
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    Problem problem = problem(Map.of("command", "biuld"));
    assertEquals(ErrorCode.COMMAND_UNKNOWN, problem.code());
    assertEquals("Did you mean `build`?", problem.advice());
    assertTrue(problem(Map.of("command", "Build")).advice().contains("`build`"));
  }

  @Test
  void suggestsTheInputThatWasMeant() {
    Problem problem = problem("build", "dryrun", "");
    assertEquals(ErrorCode.INPUT_UNKNOWN, problem.code());
    assertEquals("Did you mean `dry-run`?", problem.advice());
    assertEquals("Did you mean `dry-run`?", problem("build", "dry_run", "true").advice());
    assertTrue(problem("build", "zzzzzzzz", "").advice().startsWith("Known inputs: command, "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"args", "entrypoint"})
  void tellsToUseNamesInPlaceOfDockersInputs(String name) {
    Problem problem = problem("build", name, "build --dry-run");
    assertEquals(ErrorCode.INPUT_UNKNOWN, problem.code());
    assertTrue(problem.what().contains("docker"));
  }

  @Test
  void refusesAnInputThatTheCommandWouldPassOver() {
    Problem problem = problem("quickstart", "dry-run", "true");
    assertEquals(ErrorCode.INPUT_UNKNOWN, problem.code());
    assertEquals("Input `dry-run` is not one of `quickstart`", problem.what());
    assertEquals(ErrorCode.INPUT_UNKNOWN, problem("describe", "archive", "x.tar").code());
  }

  @Test
  void letsADefaultStandBesideACommandThatDoesNotKnowIt() {
    assertEquals(new Command.Quickstart(), parse("quickstart", "dry-run", "false"));
    assertEquals(new Command.Quickstart(), parse("quickstart", "config", "ignition.yml"));
  }

  @Test
  void wantsBothHalvesOfALogin() {
    assertEquals(ErrorCode.INPUT_MISSING, problem("build", "registry-user", "octocat").code());
    Problem problem = problem("build", "registry-password", "hunter2");
    assertEquals(ErrorCode.INPUT_MISSING, problem.code());
    assertFalse(problem.toString().contains("hunter2"));
  }

  @Test
  void refusesAUserThatHttpWouldCutInTwo() {
    Map<String, String> raw =
        Map.of("command", "build", "registry-user", "a:b", "registry-password", "c");
    assertEquals(ErrorCode.INPUT_INVALID, problem(raw).code());
  }

  @Test
  void takesAKeyFileForAPasswordWithoutItsLastLineEnd() {
    String key = "{\n  \"type\": \"service_account\"\n}";
    Map<String, String> raw =
        Map.of("command", "build", "registry-user", "_json_key", "registry-password", key + "\r\n");
    Command.Build build = (Command.Build) CommandParser.parse(raw);
    assertEquals(key, build.login().orElseThrow().password().value());
  }

  @Test
  void neverShowsASecret() {
    Map<String, String> raw =
        Map.of("command", "build", "registry-user", "u", "registry-password", "hunter2");
    assertFalse(CommandParser.parse(raw).toString().contains("hunter2"));
    assertFalse(
        problem("build", "registry-password", "hunter2\u0000").toString().contains("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ghcr.io", "embedded:", "Embedded", "remote"})
  void explainsWhereTheRegistryBelongs(String text) {
    Problem problem = problem("build", "registry", text);
    assertEquals(ErrorCode.INPUT_INVALID, problem.code());
    assertTrue(problem.advice().contains("image.canonical"));
  }

  @Test
  void readsTheEmbeddedRegistry() {
    Command.Build build = (Command.Build) parse("build", "registry", "embedded");
    assertEquals(new RegistryChoice.Embedded(Optional.empty()), build.registry());
  }

  @Test
  void namesTheInputWithLineEndsOrTooMuchText() {
    for (String input : new String[] {"config", "sha", "archive", "metadata-file"}) {
      assertInvalid(problem("build", input, "a\nb"), input);
      assertInvalid(problem("build", input, "a\u0000b"), input);
      assertInvalid(problem("build", input, "x".repeat(1 << 20)), input);
    }
  }

  private static void assertInvalid(Problem problem, String input) {
    assertEquals(ErrorCode.INPUT_INVALID, problem.code());
    assertTrue(problem.what().startsWith("Input `" + input + "`"), problem.what());
    assertTrue(problem.what().length() < 250, problem.what());
    assertTrue(problem.what().chars().noneMatch(Character::isISOControl), problem.what());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef0123456789abcdef0123456",
        "0123456789abcdef0123456789abcdef012345678",
        "0123456789ABCDEF0123456789ABCDEF01234567",
        "HEAD"
      })
  void refusesWhatIsNoFullSha(String text) {
    assertEquals(ErrorCode.SOURCE_SHA_INVALID, problem("build", "sha", text).code());
  }

  @Test
  void answersHostileTextWithACommandOrAnInputError() {
    HostileText.all().limit(300).forEach(CommandParserTest::assertAnswered);
  }

  private static void assertAnswered(String text) {
    for (Input input : Input.values()) {
      Map<String, String> raw = new HashMap<>(Map.of("command", "build"));
      raw.put(input.id(), text);
      try {
        CommandParser.parse(raw);
      } catch (InputException e) {
        assertTrue(e.problem().what().chars().noneMatch(Character::isISOControl), e::getMessage);
      }
    }
  }

  private static Command parse(String command, String input, String text) {
    return CommandParser.parse(Map.of("command", command, input, text));
  }

  private static Problem problem(String command, String input, String text) {
    return problem(Map.of("command", command, input, text));
  }

  private static Problem problem(Map<String, String> raw) {
    return assertThrows(InputException.class, () -> CommandParser.parse(raw)).problem();
  }
}
