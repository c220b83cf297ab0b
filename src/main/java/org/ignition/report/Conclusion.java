package org.ignition.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.command.Output;

/**
 * What a command that ended well leaves behind.
 *
 * @param result how it ended
 * @param outputs for later steps of the workflow
 * @param logLine the fields of the one JSON log line
 * @param summary Markdown for the step summary
 * @param closing the last lines that the user reads
 */
public record Conclusion(
    Result result,
    Map<Output, String> outputs,
    Map<String, Object> logLine,
    String summary,
    List<String> closing) {

  /** Copies the collections, keeping their order. */
  public Conclusion {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    logLine = Collections.unmodifiableMap(new LinkedHashMap<>(logLine));
    closing = List.copyOf(closing);
  }
}
