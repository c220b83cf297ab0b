package org.ignition.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.json.DocumentKind;
import org.ignition.json.Fields;
import org.ignition.json.Nearest;
import org.ignition.json.Node;

/**
 * One text of the configuration on its way to a value of ours; whatever it fails at is reported at
 * its place.
 *
 * @param name the key's path, such as {@code image.canonical}
 * @param text the value
 * @param at where the value stands
 */
record Entry(String name, String text, SourceLocation at) {

  static final DocumentKind KIND =
      new DocumentKind(
          ErrorCode.CONFIG_SYNTAX,
          ErrorCode.CONFIG_UNKNOWN_KEY,
          ErrorCode.CONFIG_INVALID_VALUE,
          InputException::new);

  /** The entry {@code key} of {@code fields}, which {@code section} is the path of. */
  static Optional<Entry> of(Fields fields, String section, String key) {
    return fields
        .text(key)
        .flatMap(
            text -> fields.node(key).map(node -> new Entry(section + "." + key, text, node.at())));
  }

  /** The texts in the list {@code key}. */
  static List<Entry> listOf(Fields fields, String section, String key) {
    List<String> texts = fields.texts(key);
    List<Node> items = fields.items(key);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String name = section + "." + key + "[" + i + "]";
      entries.add(new Entry(name, texts.get(i), items.get(i).at()));
    }
    return entries;
  }

  /** What {@code parse} makes of the text; what it refuses is reported here. */
  <T> T as(Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (InputException e) {
      throw new InputException(
          Problem.of(
                  ErrorCode.CONFIG_INVALID_VALUE,
                  name + ": " + e.problem().what(),
                  e.problem().why(),
                  e.problem().advice())
              .at(at),
          e);
    }
  }

  /** The text as one line: it goes into labels and outputs, where a line is an entry. */
  String line() {
    String line = text.strip();
    if (line.isEmpty()) {
      throw invalid("is empty", "Give it a value or remove the key");
    }
    if (line.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid("has a line break or control character", "Write it on one line");
    }
    return line;
  }

  /** The one of {@code choices} that the text names, as they write themselves. */
  <T> T choice(T[] choices) {
    return Arrays.stream(choices)
        .filter(choice -> choice.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> notAChoice(choices));
  }

  private <T> IgnitionException notAChoice(T[] choices) {
    List<String> names = Arrays.stream(choices).map(Object::toString).toList();
    return invalid(
        "must be one of " + String.join(", ", names),
        Nearest.to(text, names).map(near -> "Did you mean " + near + "?").orElse(""));
  }

  /** The text as a path. */
  Path path() {
    try {
      return Path.of(line());
    } catch (InvalidPathException e) {
      throw invalid("is not a path", "Write a path such as jib.yaml");
    }
  }

  /** An error about this entry. */
  IgnitionException invalid(String what, String advice) {
    return KIND.failure()
        .apply(Problem.of(KIND.invalidValue(), name + " " + what, "", advice).at(at));
  }
}
