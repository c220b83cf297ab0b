package org.ignition.image.jib;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.json.Nearest;

/**
 * Puts values in the place of {@code ${name}} in a build file, before it is read as YAML, as Jib's
 * command line does: also in comments. {@code ${name:-value}} has a default and {@code $${name}}
 * stands for the text {@code ${name}}. A value is taken as it is and may not span lines, so a name
 * from outside can't add keys to the file.
 */
final class Parameters {

  private static final Pattern REFERENCE =
      Pattern.compile("(\\$?)\\$\\{([^{}\\r\\n]*?)(?::-([^{}\\r\\n]*))?}");

  private final Map<String, String> values;
  private final Path file;

  Parameters(Map<String, String> values, Path file) {
    this.values = values;
    this.file = file;
  }

  String apply(String text) {
    Matcher match = REFERENCE.matcher(text);
    StringBuilder filled = new StringBuilder(text.length());
    while (match.find()) {
      match.appendReplacement(filled, Matcher.quoteReplacement(replacement(match, text)));
    }
    return match.appendTail(filled).toString();
  }

  private String replacement(Matcher match, String text) {
    if (!match.group(1).isEmpty()) {
      return match.group().substring(1);
    }
    String name = match.group(2);
    String value =
        Optional.ofNullable(values.get(name))
            .or(() -> Optional.ofNullable(match.group(3)))
            .orElseThrow(() -> undefined(name, at(text, match.start())));
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw problem(
          "The value of parameter " + name + " has a line break or control character",
          "Give a value of one line",
          at(text, match.start()));
    }
    return value;
  }

  private InputException undefined(String name, SourceLocation at) {
    String advice =
        Nearest.to(name, values.keySet())
            .map(near -> "Did you mean `${" + near + "}`?")
            .orElse(
                "Give it a value below `image.parameters` in ignition.yml, or write `$${` for a"
                    + " literal `${`");
    return problem("Undefined parameter ${" + name + "}", advice, at);
  }

  private static InputException problem(String what, String advice, SourceLocation at) {
    return new InputException(Problem.of(ErrorCode.BUILD_FILE_INVALID, what, "", advice).at(at));
  }

  private SourceLocation at(String text, int offset) {
    int line = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    return new SourceLocation(file, line, offset - text.lastIndexOf('\n', offset - 1));
  }
}
