package org.ignition.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.command.Output;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;

/**
 * What a command that came to its end leaves behind.
 *
 * @param result how it ended
 * @param refusal why it refuses, of a command whose purpose is a verdict; empty when it does not
 * @param outputs for later steps of the workflow
 * @param logLine the fields of the one JSON log line
 * @param summary Markdown for the step summary
 * @param closing the last lines that the user reads
 */
public record Conclusion(
    Result result,
    Optional<ErrorCode> refusal,
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

  /** What a command that ended well leaves behind. */
  public Conclusion(
      Result result,
      Map<Output, String> outputs,
      Map<String, Object> logLine,
      String summary,
      List<String> closing) {
    this(result, Optional.empty(), outputs, logLine, summary, closing);
  }

  /** What the process exits with. */
  public int exitCode() {
    return refusal.isPresent() ? PolicyException.EXIT_CODE : 0;
  }
}
