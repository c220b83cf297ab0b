package org.ignition.log;

import java.util.Map;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;

/**
 * What a command tells its user while it runs.
 *
 * <p>Every text may come from somebody else (a commit message, a registry's error): whoever
 * implements this makes it harmless. A text may have several lines, which stay together. All
 * methods may be called from several threads.
 */
public interface Log {

  /** Tells how things go. */
  void line(String text);

  /** Gives what the command was run for; on a terminal the only thing on standard output. */
  void result(String text);

  /** Gives a command's fields as one line of JSON, for programs that read the log. */
  default void result(Map<String, ?> fields) {
    result(LogLine.of(fields));
  }

  /** Puts the lines up to the group's closing under a title. Groups do not nest. */
  Group group(String title);

  /** Tells of something that the user should look at and that fails nothing. */
  void warn(String text);

  /** Tells of something in a file that the user should look at and that fails nothing. */
  void warn(String text, SourceLocation at);

  /**
   * Shows something beside its place in a file, where there is such a view; elsewhere nothing
   * happens. It replaces no telling: whoever calls this tells the same by other means as well.
   *
   * @param title a few words
   */
  default void annotate(Weight weight, String title, String text, SourceLocation at) {}

  /** How much an annotation weighs. */
  enum Weight {
    ERROR,
    WARNING,
    NOTE
  }

  /** Tells why the command fails. */
  void problem(Problem problem);

  /** Tells what only somebody who hunts a defect wants to know; silent unless asked for. */
  void debug(String text);

  /** Lines under a title, up to {@link #close}. */
  @FunctionalInterface
  interface Group extends AutoCloseable {
    @Override
    void close();
  }
}
