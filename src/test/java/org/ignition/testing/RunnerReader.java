package org.ignition.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a GitHub runner makes of a step's log and files, written from the runner's own rules
 * (actions/runner, ActionCommand and FileCommandManager) and not from the code that writes them.
 */
public final class RunnerReader {

  private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");
  private static final Pattern COMMAND =
      Pattern.compile("(?s)^[\\s\\p{Z}\\u0085]*::([^\\s:]+)(?: (.*?))?::(.*)$");
  private static final Pattern LEGACY = Pattern.compile("##\\[([^\\] ]+)[^\\]]*\\]");

  private RunnerReader() {}

  /** A command as the runner understood it. */
  public record Read(String name, Map<String, String> properties, String data) {}

  /** The lines of a log. */
  public static List<String> lines(String log) {
    List<String> lines = new ArrayList<>(List.of(LINE_END.split(log, -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  /** The commands in a log. */
  public static List<Read> commands(String log) {
    return lines(log).stream().map(RunnerReader::command).flatMap(Optional::stream).toList();
  }

  private static Optional<Read> command(String line) {
    Matcher command = COMMAND.matcher(line);
    if (command.matches()) {
      String list = command.group(2) == null ? "" : command.group(2);
      return Optional.of(new Read(command.group(1), properties(list), unescape(command.group(3))));
    }
    Matcher legacy = LEGACY.matcher(line);
    return legacy.find()
        ? Optional.of(new Read("##" + legacy.group(1), Map.of(), ""))
        : Optional.empty();
  }

  private static Map<String, String> properties(String list) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String property : list.split(",", -1)) {
      String[] pair = property.split("=", 2);
      if (pair.length == 2) {
        properties.put(pair[0], unescape(pair[1].replace("%3A", ":").replace("%2C", ",")));
      }
    }
    return properties;
  }

  private static String unescape(String text) {
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
  }

  /** The names and values of a file such as GITHUB_OUTPUT; a malformed file is an error. */
  public static Map<String, String> file(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    int index = 0;
    while (index < text.length()) {
      int end = endOfLine(text, index);
      String line = text.substring(index, end);
      index = end + 1;
      int mark = line.indexOf("<<");
      int equals = line.indexOf('=');
      if (line.isEmpty()) {
        continue;
      }
      if (equals >= 0 && (mark < 0 || equals < mark)) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      } else {
        index = heredoc(text, index, line, mark, values);
      }
    }
    return values;
  }

  private static int heredoc(
      String text, int start, String line, int mark, Map<String, String> values) {
    if (mark <= 0 || mark + 2 == line.length()) {
      throw new IllegalArgumentException("invalid format: " + line);
    }
    String delimiter = line.substring(mark + 2);
    int index = start;
    while (index < text.length()) {
      int end = endOfLine(text, index);
      if (text.substring(index, end).equals(delimiter)) {
        values.put(line.substring(0, mark), text.substring(start, Math.max(start, index - 1)));
        return end + 1;
      }
      index = end + 1;
    }
    throw new IllegalArgumentException("no matching delimiter: " + delimiter);
  }

  private static int endOfLine(String text, int index) {
    int end = text.indexOf('\n', index);
    return end < 0 ? text.length() : end;
  }
}
