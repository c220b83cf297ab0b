package org.ignition.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ignition.failure.DefectException;
import org.ignition.failure.ErrorCode;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The declared lists, action.yml and the README say the same. With {@code -Dreadme.tables=write}
 * the README's tables are rewritten.
 */
class DeclarationsTest {

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.CONFIG_SYNTAX, DefectException::new);

  /** docs.github.com, "Metadata syntax for GitHub Actions", branding.color. */
  private static final Set<String> COLORS =
      Set.of("white", "black", "yellow", "blue", "green", "orange", "red", "purple", "gray-dark");

  @Test
  void actionDeclaresTheInputs() throws IOException {
    Fields inputs = action().fields("inputs").orElseThrow();
    assertEquals(Input.ids(), List.copyOf(inputs.keys()));
    for (Input input : Input.values()) {
      Fields declared = inputs.fields(input.id()).orElseThrow();
      assertEquals(input.description(), declared.requiredText("description"));
      assertEquals(input == Input.COMMAND, declared.bool("required").orElseThrow());
      declared.rejectUnknown();
    }
  }

  @Test
  void actionDeclaresTheOutputs() throws IOException {
    Fields outputs = action().fields("outputs").orElseThrow();
    List<String> ids = Arrays.stream(Output.values()).map(Output::id).toList();
    assertEquals(ids, List.copyOf(outputs.keys()));
    for (Output output : Output.values()) {
      Fields declared = outputs.fields(output.id()).orElseThrow();
      assertEquals(output.description(), declared.requiredText("description"));
      declared.rejectUnknown();
    }
  }

  @Test
  void actionIsFitForTheMarketplaceAndTheRunner() throws IOException {
    Fields action = action();
    Fields branding = action.fields("branding").orElseThrow();
    assertTrue(COLORS.contains(branding.requiredText("color")));
    assertFalse(branding.requiredText("icon").isBlank());
    assertTrue(action.requiredText("description").length() <= 125);
    assertEquals("docker", action.fields("runs").orElseThrow().requiredText("using"));
    assertFalse(Files.readString(Path.of("action.yml")).contains("${{"), "the runner evaluates it");
  }

  @Test
  void readmeHasTheTables() throws IOException {
    Path file = Path.of("README.md");
    if ("write".equals(System.getProperty("readme.tables"))) {
      Files.writeString(file, withTables(Files.readString(file)));
    }
    String readme = Files.readString(file);
    assertEquals(withTables(readme), readme);
  }

  private static String withTables(String readme) {
    String withInputs = withTable(readme, "## Inputs", DeclarationTables.inputs());
    return withTable(withInputs, "## Outputs", DeclarationTables.outputs());
  }

  /** Puts {@code table} in the place of the first table below {@code heading}. */
  private static String withTable(String readme, String heading, String table) {
    int section = readme.indexOf("\n" + heading + "\n") + 1;
    assertTrue(section > 0 || readme.startsWith(heading + "\n"), heading);
    int start = readme.indexOf("\n|", section) + 1;
    assertTrue(start > 0, "a table below " + heading);
    int end = start;
    while (end < readme.length() && readme.charAt(end) == '|') {
      end = readme.indexOf('\n', end) + 1;
    }
    return readme.substring(0, start) + table + readme.substring(end);
  }

  @Test
  void theCommandInputNamesEveryCommand() {
    CommandName.ids().forEach(id -> assertTrue(Input.COMMAND.description().contains(id), id));
  }

  @Test
  void thereAreFewEnoughInputs() {
    assertTrue(Input.values().length <= 50);
    for (CommandName command : CommandName.values()) {
      int most =
          switch (command) {
            case MIGRATE, BACKUP -> 24;
            case CHECK_MIGRATIONS -> 13;
            case INIT, BUILD, DESCRIBE, QUICKSTART -> 12;
          };
      assertTrue(Input.of(command).size() <= most, command.id());
    }
  }

  @ParameterizedTest
  @EnumSource(Input.class)
  void everyInputSaysItsDefaultAndAnExampleInOneSentence(Input input) {
    String text = input.description();
    assertTrue(text.contains("default"), text);
    assertTrue(text.contains("for example"), text);
    assertTrue(text.contains(input.defaultValue()), text);
    assertTrue(text.endsWith("."), text);
    assertFalse(text.contains("|"), "would end the table's cell");
    assertTrue(input.id().matches("[a-z]+(-[a-z]+)*"), input.id());
  }

  private static Fields action() throws IOException {
    Path file = Path.of("action.yml");
    return Fields.of(Documents.yaml(Files.readString(file), file, KIND), KIND, "");
  }
}
