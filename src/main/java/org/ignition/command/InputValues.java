package org.ignition.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.failure.InputException;
import org.ignition.image.CommitSha;
import org.ignition.json.Nearest;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.history.Baseline;

/** Texts by input, each of them sound as a text, and their readings as values. */
final class InputValues {

  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Set<String> OF_DOCKER = Set.of("args", "entrypoint");
  private static final String EMBEDDED = "embedded";
  private static final String EMBEDDED_IN = EMBEDDED + ":";

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,5})([smh])");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

  private final Map<Input, String> texts;

  private InputValues(Map<Input, String> texts) {
    this.texts = texts;
  }

  /**
   * The values of {@code raw}; empty ones are left out.
   *
   * @throws InputException when a name is unknown, a text holds what no input may, or a text was
   *     given that the command doesn't know
   */
  static InputValues of(Map<String, String> raw) {
    Map<Input, String> texts = new EnumMap<>(Input.class);
    raw.forEach((name, text) -> add(texts, declared(name), text));
    InputValues values = new InputValues(texts);
    values.rejectUnused();
    return values;
  }

  private static Input declared(String name) {
    return Input.named(name)
        .orElseThrow(() ->
            OF_DOCKER.contains(name) ? InputProblems.ofDocker(name) : InputProblems.unknown(name));
  }

  private static void add(Map<Input, String> texts, Input input, String text) {
    String sound = SoundText.of(input, text);
    if (!sound.isEmpty()) {
      texts.put(input, sound);
    }
  }

  /** A text equal to the default changes nothing, so {@code dry-run: false} fits every command. */
  private void rejectUnused() {
    CommandName command = command();
    texts.forEach((input, text) -> {
      if (!input.isUsedBy(command) && !isDefault(input, text)) {
        throw InputProblems.unused(input, command);
      }
    });
  }

  private static boolean isDefault(Input input, String text) {
    return input.type() == InputType.BOOLEAN
        ? text.equalsIgnoreCase(input.defaultValue())
        : text.equals(input.defaultValue());
  }

  CommandName command() {
    return text(Input.COMMAND).map(CommandName::parse).orElseThrow(InputProblems::noCommand);
  }

  Optional<String> text(Input input) {
    return Optional.ofNullable(texts.get(input));
  }

  /**
   * Refuses one of a login's halves without the other.
   *
   * @param advice what to do
   */
  void requireBoth(Input user, Input password, String advice) {
    if (texts.containsKey(user) != texts.containsKey(password)) {
      throw texts.containsKey(user)
          ? InputProblems.half(password, user, advice)
          : InputProblems.half(user, password, advice);
    }
  }

  /**
   * Refuses what was given and has no effect.
   *
   * @param why completes “It has no effect …”
   */
  void refuse(Input input, String why) {
    text(input)
        .filter(text -> !isDefault(input, text))
        .ifPresent(_ -> {
          throw InputProblems.useless(input, why);
        });
  }

  Optional<Secret> secret(Input input) {
    return text(input).map(Secret::new);
  }

  boolean isTrue(Input input) {
    String text = text(input).orElse(input.defaultValue());
    if (!TRUE.contains(text) && !FALSE.contains(text)) {
      throw InputProblems.invalid(input, text, "must be true or false", "Write `true` or `false`");
    }
    return TRUE.contains(text);
  }

  /** The path that was given; the default's is not, as it need not exist. */
  Optional<Path> path(Input input) {
    return text(input).map(text -> path(input, text));
  }

  private static Path path(Input input, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw InputProblems.invalid(input, text, "must be a path", "Set LANG=C.UTF-8 if it is one");
    }
  }

  /** The one of {@code choices} that the text names, as they write themselves. */
  <T> Optional<T> choice(Input input, T[] choices) {
    return text(input)
        .map(text ->
            Arrays.stream(choices)
                .filter(choice -> choice.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> notAChoice(input, text, choices)));
  }

  private static <T> InputException notAChoice(Input input, String text, T[] choices) {
    List<String> names = Arrays.stream(choices).map(Object::toString).toList();
    String advice =
        Nearest.to(text, names)
            .map(near -> "Did you mean `" + near + "`?")
            .orElse("Give one of these");
    return InputProblems.invalid(input, text, "must be one of " + String.join(", ", names), advice);
  }

  /** The major version of a server. */
  Optional<Integer> majorVersion(Input input) {
    return text(input).map(text -> majorVersion(input, text));
  }

  private static int majorVersion(Input input, String text) {
    if (!text.matches("[1-9][0-9]")) {
      throw InputProblems.invalid(
          input, text, "must be a major version", "Write two digits, such as `17`");
    }
    return Integer.parseInt(text);
  }

  /** The version of a migration, or 0. */
  Optional<MigrationVersion> migrationVersion(Input input) {
    return text(input).map(text -> migrationVersion(input, text));
  }

  private static MigrationVersion migrationVersion(Input input, String text) {
    if (!text.matches("[0-9]{1,40}([._-][0-9]{1,40}){0,9}")) {
      throw InputProblems.invalid(
          input, text, "must be the version of a migration", "Write its number, such as `14`");
    }
    return MigrationVersion.of(text);
  }

  Baseline baseline(Input input) {
    String text = text(input).orElse(input.defaultValue());
    return Baseline.parse(text)
        .orElseThrow(() ->
            InputProblems.invalid(
                input,
                text,
                "must be the version of a migration, or 0",
                "Write its number, such as `14`"));
  }

  Duration duration(Input input) {
    String text = text(input).orElse(input.defaultValue());
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw InputProblems.invalid(
          input, text, "must be a duration", "Write seconds, minutes or hours, such as `30s`");
    }
    return Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
  }

  Optional<CommitSha> sha(Input input) {
    return text(input).map(CommitSha::new);
  }

  RegistryChoice registry(Input input) {
    return text(input).map(text -> registry(input, text)).orElseGet(RegistryChoice.Remote::new);
  }

  private static RegistryChoice registry(Input input, String text) {
    if (text.equals(EMBEDDED)) {
      return new RegistryChoice.Embedded(Optional.empty());
    }
    if (text.startsWith(EMBEDDED_IN) && text.length() > EMBEDDED_IN.length()) {
      Path folder = path(input, text.substring(EMBEDDED_IN.length()));
      return new RegistryChoice.Embedded(Optional.of(folder));
    }
    throw InputProblems.invalid(
        input,
        text,
        "must be empty, `embedded` or `embedded:<folder>`",
        "A remote registry is part of `image.canonical` in ignition.yml");
  }
}
