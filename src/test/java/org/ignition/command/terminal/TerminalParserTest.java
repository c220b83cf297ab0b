package org.ignition.command.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.command.Command;
import org.ignition.command.CommandName;
import org.ignition.command.Input;
import org.ignition.command.Login;
import org.ignition.command.RegistryChoice;
import org.ignition.command.Secret;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TerminalParserTest {

  private final TerminalParser parser = new TerminalParser("ignition-release 1.2.3");

  @TempDir Path folder;

  @Test
  void readsOptionsInAnyForm() {
    Command.Build build =
        build("build", "--config", "a.yml", "--dry-run", "--registry=embedded", "--archive", "-x");
    assertEquals(Optional.of(Path.of("a.yml")), build.config());
    assertTrue(build.dryRun());
    assertEquals(new RegistryChoice.Embedded(Optional.empty()), build.registry());
    assertFalse(build("build", "--dry-run=false").dryRun());
    assertTrue(build("build", "--dry-run", "true", "--allow-dirty").dryRun());
  }

  @Test
  void runsTheOtherCommands() {
    assertEquals(new Invocation.Run(new Command.Quickstart()), parse("quickstart"));
    assertInstanceOf(Command.Describe.class, ((Invocation.Run) parse("describe")).command());
  }

  @Test
  void listsTheCommandsAndExitCodes() {
    String help = print("--help");
    for (CommandName name : CommandName.values()) {
      assertTrue(help.contains(name.id()) && flat(help).contains(flat(name.description())), help);
    }
    assertTrue(help.contains("130"), help);
    assertEquals(help, print("-h"));
    assertEquals(help, print("--help", "build"));
    assertEquals(help, print("-Vh"));
  }

  @ParameterizedTest
  @EnumSource(CommandName.class)
  void listsTheInputsOfACommand(CommandName name) {
    String help = print(name.id(), "--help");
    for (Input input : Input.values()) {
      boolean listed = input != Input.COMMAND && input.isUsedBy(name);
      assertEquals(
          listed, help.matches("(?s).*" + OptionSpecs.option(input) + "\\b(?!-).*"), input.id());
      assertEquals(listed, flat(help).contains(flat(input.description())), help);
    }
  }

  @Test
  void keepsHelpWithinTheWidthOfATerminal() {
    assertTrue(print("--help").lines().allMatch(line -> line.length() <= 100));
    assertTrue(print("build", "--help").lines().allMatch(line -> line.length() <= 100));
  }

  @Test
  void printsTheVersion() {
    assertEquals("ignition-release 1.2.3\n", print("--version"));
    assertEquals("ignition-release 1.2.3\n", print("-V"));
  }

  @Test
  void suggestsTheOptionThatWasMeantAndNeverRepeatsItsValue() {
    Problem problem = problem("build", "--dryrun=hunter2");
    assertEquals(ErrorCode.INPUT_UNKNOWN, problem.code());
    assertEquals("Did you mean `--dry-run`?", problem.advice());
    assertFalse(problem.toString().contains("hunter2"));
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    Problem problem = problem("biuld", "--dry-run");
    assertEquals(ErrorCode.COMMAND_UNKNOWN, problem.code());
    assertEquals("Did you mean `build`?", problem.advice());
  }

  @Test
  void listsTheCommandsWhenNoneIsGiven() {
    assertEquals(ErrorCode.INPUT_MISSING, problem().code());
    assertEquals(ErrorCode.INPUT_UNKNOWN, problem("--dry-run", "build").code());
  }

  @Test
  void refusesWhatCannotBeUnderstood() {
    assertEquals(ErrorCode.INPUT_UNKNOWN, problem("quickstart", "--dry-run").code());
    assertEquals(ErrorCode.INPUT_UNKNOWN, problem("build", "stray").code());
    assertEquals(ErrorCode.INPUT_INVALID, problem("build", "--dry-run", "stray").code());
    assertEquals("`--config` needs a value", problem("build", "--config").what());
    assertEquals("`--sha` is given twice", problem("build", "--sha", "a", "--sha", "b").what());
    assertEquals("`--config` needs a value", problem("build", "--config", "--dry-run").what());
  }

  private Command run(Map<String, String> environment, String... arguments) {
    Invocation invocation = parser.parse(List.of(arguments), environment, () -> "");
    return ((Invocation.Run) invocation).command();
  }

  @Test
  void takesTheOperationOfBackupsAsAWord() {
    Map<String, String> environment = Map.of("IGNITION_DATABASE_URL", "postgresql://db/shop");
    Command.Backup created =
        (Command.Backup) run(environment, "backup", "create", "--kind", "daily");
    assertEquals("create", created.request().operation());
    assertEquals(created, run(environment, "backup", "--kind", "daily", "create"));
    assertEquals(created, run(environment, "backup", "--operation", "create", "--kind", "daily"));
    assertEquals(
        created, run(environment, "backup", "create", "--operation", "create", "--kind=daily"));
    assertEquals(
        "`--operation` is given twice", problem("backup", "create", "--operation", "list").what());
    assertEquals(ErrorCode.INPUT_UNKNOWN, problem("backup", "create", "stray").code());
    assertEquals(ErrorCode.INPUT_INVALID, problem("backup", "make").code());
    assertEquals(ErrorCode.INPUT_MISSING, problem("backup").code());
    assertTrue(print("backup", "--help").contains("ignition backup OPERATION [--input value ...]"));
  }

  @Test
  void takesNoSecretFromTheCommandLine() {
    for (String[] arguments :
        List.of(
            new String[] {"build", "--registry-password", "hunter2"},
            new String[] {"build", "--registry-password=hunter2"},
            new String[] {"--registry-password", "hunter2", "build"})) {
      Problem problem = problem(arguments);
      assertEquals(ErrorCode.INPUT_UNKNOWN, problem.code());
      assertFalse(problem.toString().contains("hunter2"));
      assertTrue(problem.advice().contains("IGNITION_REGISTRY_PASSWORD"));
    }
  }

  @Test
  void takesASecretFromTheEnvironmentAFileOrStandardInput() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "from file\n");
    Map<String, String> environment = Map.of("IGNITION_REGISTRY_PASSWORD", "from environment");
    assertEquals("from environment", password(environment));
    assertEquals("from file", password(environment, "--registry-password-file", file.toString()));
    assertEquals("from input", password(environment, "--registry-password-file", "-"));
  }

  private String password(Map<String, String> environment, String... options) {
    List<String> arguments = new java.util.ArrayList<>(List.of("build", "--registry-user", "u"));
    arguments.addAll(List.of(options));
    Invocation.Run run =
        (Invocation.Run) parser.parse(arguments, environment, () -> "from input\n");
    Login login = ((Command.Build) run.command()).login().orElseThrow();
    assertEquals("u", login.user());
    return login.password().value();
  }

  @Test
  void namesASecretFileThatCannotBeRead() throws IOException {
    Path large = Files.write(folder.resolve("large"), new byte[1 << 20]);
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    for (Path file : List.of(folder.resolve("missing"), folder, large, binary)) {
      Problem problem = problem("build", "--registry-password-file", file.toString());
      assertEquals(ErrorCode.INPUT_INVALID, problem.code());
      assertTrue(problem.what().contains("--registry-password-file"), problem.what());
    }
  }

  @Test
  void leavesASecretOfTheEnvironmentToCommandsThatUseIt() {
    Map<String, String> environment = Map.of("IGNITION_REGISTRY_PASSWORD", "x");
    assertEquals(
        new Invocation.Run(new Command.Quickstart()),
        parser.parse(List.of("quickstart"), environment, () -> ""));
  }

  @Test
  void expandsNothing() {
    assertEquals(
        Optional.of(Path.of("${sys:user.home}")),
        build("build", "--config", "${sys:user.home}").config());
    assertEquals(Optional.of(Path.of("@file")), build("build", "--config", "@file").config());
  }

  @Test
  void completesCommandsAndOptionsInBash() throws Exception {
    Path script = Files.writeString(folder.resolve("completion"), print("generate-completion"));
    String asked =
        "source "
            + script
            + "; COMP_WORDS=(ignition build --meta); COMP_CWORD=2;"
            + " _complete_ignition 2>/dev/null; echo ${COMPREPLY[@]}";
    Process bash =
        new ProcessBuilder(RealTool.require("bash").toString(), "-c", asked)
            .redirectErrorStream(true)
            .start();
    String answer =
        new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals("--metadata-file\n", answer);
  }

  @Test
  void hidesTheTextOfASecret() {
    assertEquals("***", new Secret("x").toString());
  }

  private Invocation parse(String... arguments) {
    return parser.parse(List.of(arguments), Map.of(), () -> "");
  }

  private Command.Build build(String... arguments) {
    return (Command.Build) ((Invocation.Run) parse(arguments)).command();
  }

  private String print(String... arguments) {
    return ((Invocation.Print) parse(arguments)).text();
  }

  private Problem problem(String... arguments) {
    return assertThrows(InputException.class, () -> parse(arguments)).problem();
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", "");
  }
}
