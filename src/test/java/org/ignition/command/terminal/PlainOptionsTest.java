package org.ignition.command.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.ignition.command.CommandName;
import org.ignition.command.Input;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;

class PlainOptionsTest {

  private static final List<String> WORDS =
      List.of(
          "create", "list", "true", "false", "a.yml", "daily", "a=b", "", "-", "--", "-x", "-h");

  private final SecretSource secrets =
      new SecretSource(Map.of("IGNITION_DATABASE_URL", "postgresql://db/shop"), () -> "secret");

  @Test
  void readsOptionsWithTheirValues() {
    TypedInputs typed =
        read("migrate", "--dry-run", "--to", "12", "--sha=a=b", "--allow-down", "false")
            .orElseThrow();
    assertEquals(
        Map.of(Input.DRY_RUN, "true", Input.TO, "12", Input.SHA, "a=b", Input.ALLOW_DOWN, "false"),
        typed.values());
    assertEquals(CommandName.MIGRATE, typed.command());
    assertEquals(Optional.of("create"), read("backup", "create").orElseThrow().word());
  }

  @Test
  void leavesTheRestToWhoExplainsIt() {
    for (String[] arguments :
        new String[][] {
          {},
          {"--help"},
          {"biuld"},
          {"migrate", "--help"},
          {"migrate", "--dryrun"},
          {"migrate", "stray"},
          {"migrate", "--to"},
          {"migrate", "--to", "1", "--to", "2"},
          {"migrate", "--to", "--dry-run"},
          {"migrate", "--database-password", "hunter2"}
        }) {
      assertEquals(Optional.empty(), read(arguments), String.join(" ", arguments));
    }
  }

  @Test
  void understandsWhatPicocliUnderstands() {
    Random random = new Random(1);
    int plain = 0;
    for (int i = 0; i < 3_000; i++) {
      List<String> arguments = arguments(random);
      Optional<TypedInputs> typed = PlainOptions.read(arguments);
      if (typed.isPresent()) {
        plain++;
        assertEquals(
            outcome(() -> OptionParser.command(arguments, secrets)),
            outcome(() -> new Invocation.Run(typed.get().parse(secrets))),
            arguments.toString());
      }
    }
    assertTrue(plain > 500, plain + " were plain");
  }

  private static List<String> arguments(Random random) {
    CommandName command = one(random, List.of(CommandName.values()));
    List<String> options = Input.of(command).stream().map(OptionSpecs::option).toList();
    List<String> arguments = new ArrayList<>(List.of(command.id()));
    for (int left = random.nextInt(5); left > 0; left--) {
      String word = one(random, WORDS);
      arguments.addAll(
          switch (random.nextInt(6)) {
            case 0 -> List.of(word);
            case 1 -> List.of(one(random, options));
            case 2 -> List.of(one(random, options) + "=" + word);
            default -> List.of(one(random, options), word);
          });
    }
    return arguments;
  }

  private static <T> T one(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static Object outcome(Supplier<Invocation> parsing) {
    try {
      return parsing.get();
    } catch (InputException e) {
      return e.problem();
    }
  }

  private static Optional<TypedInputs> read(String... arguments) {
    return PlainOptions.read(List.of(arguments));
  }
}
