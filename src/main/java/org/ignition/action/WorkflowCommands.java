package org.ignition.action;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ignition.failure.SourceLocation;

/**
 * Writes to the log that a runner reads: plain lines, which are never taken for commands, and the
 * workflow commands of docs.github.com, “Workflow commands for GitHub Actions”. Every line of a
 * step goes through here. Safe for several threads: what one call writes stays together.
 */
public final class WorkflowCommands {

  /** GitHub cuts longer messages (actions/runner, {@code ExecutionContext.AddIssue}). */
  static final int LONGEST_MESSAGE = 4096;

  private static final int LONGEST_TITLE = 255;

  private final PrintStream out;
  private final boolean debug;

  /**
   * Writes to {@code out}, which should encode as UTF-8.
   *
   * @param debug whether debug lines are written
   */
  public WorkflowCommands(PrintStream out, boolean debug) {
    this.out = out;
    this.debug = debug;
  }

  /** Writes plain lines. */
  public void text(String text) {
    emit(NeutralText.lines(text));
  }

  /** Begins a group of lines that the log shows folded. */
  public void startGroup(String title) {
    emit(List.of(command("group", Map.of(), NeutralText.oneLine(title))));
  }

  /** Ends the group. */
  public void endGroup() {
    emit(List.of(command("endgroup", Map.of(), "")));
  }

  /** Writes an annotation; its message is cut at the length that GitHub keeps. */
  public void annotate(Annotation annotation) {
    String message = String.join("\n", NeutralText.lines(annotation.message()));
    emit(
        List.of(
            command(
                annotation.level().command(),
                properties(annotation),
                Cut.characters(message, LONGEST_MESSAGE))));
  }

  /**
   * Makes the runner print {@code ***} instead of each of {@code values} from now on.
   *
   * @param values from {@link Masks}
   */
  public void mask(Collection<String> values) {
    emit(values.stream().map(value -> command("add-mask", Map.of(), value)).toList());
  }

  /** Writes what only a re-run with debug logging shows. */
  public void debug(String text) {
    if (debug) {
      emit(NeutralText.lines(text).stream().map(line -> command("debug", Map.of(), line)).toList());
    }
  }

  private static Map<String, String> properties(Annotation annotation) {
    Map<String, String> properties = new LinkedHashMap<>();
    annotation.at().ifPresent(at -> addLocation(properties, at));
    if (!annotation.title().isEmpty()) {
      String title = NeutralText.oneLine(annotation.title());
      properties.put("title", Cut.characters(title, LONGEST_TITLE));
    }
    return properties;
  }

  private static void addLocation(Map<String, String> properties, SourceLocation at) {
    properties.put("file", NeutralText.oneLine(at.file().toString()));
    if (at.line() > 0) {
      properties.put("line", Integer.toString(at.line()));
    }
    if (at.column() > 0) {
      properties.put("col", Integer.toString(at.column()));
    }
  }

  private static String command(String name, Map<String, String> properties, String data) {
    String list =
        properties.entrySet().stream()
            .map(property -> property.getKey() + "=" + escapeProperty(property.getValue()))
            .collect(Collectors.joining(","));
    return "::" + name + (list.isEmpty() ? "" : " " + list) + "::" + escape(data);
  }

  private static String escape(String data) {
    return data.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String escapeProperty(String value) {
    return escape(value).replace(":", "%3A").replace(",", "%2C");
  }

  private synchronized void emit(List<String> lines) {
    List<String> block = new ArrayList<>(lines);
    block.add("");
    out.print(String.join("\n", block));
    out.flush();
  }
}
