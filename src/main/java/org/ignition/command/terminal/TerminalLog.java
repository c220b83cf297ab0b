package org.ignition.command.terminal;

import org.ignition.command.terminal.TerminalScreen.Ink;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.log.Log;

/** The log of a command at a terminal: results on standard output, all else on standard error. */
public final class TerminalLog implements Log {

  private static final String INDENT = "  ";

  private final TerminalScreen screen;
  private final boolean debug;
  private volatile String indent = "";

  /**
   * Writes to {@code screen}.
   *
   * @param debug whether debug lines are written
   */
  public TerminalLog(TerminalScreen screen, boolean debug) {
    this.screen = screen;
    this.debug = debug;
  }

  @Override
  public void line(String text) {
    screen.message(text, Ink.PLAIN, indent);
  }

  @Override
  public void result(String text) {
    screen.result(text);
  }

  @Override
  public Group group(String title) {
    screen.message(title, Ink.TITLE, "");
    indent = INDENT;
    return () -> indent = "";
  }

  @Override
  public void warn(String text) {
    screen.message("warning: " + text, Ink.WARNING, indent);
  }

  @Override
  public void warn(String text, SourceLocation at) {
    screen.message("warning: " + at + ": " + text, Ink.WARNING, indent);
  }

  @Override
  public void problem(Problem problem) {
    screen.message("error: " + problem, Ink.PROBLEM, "");
  }

  @Override
  public void debug(String text) {
    if (debug) {
      screen.message("debug: " + text, Ink.PLAIN, indent);
    }
  }
}
