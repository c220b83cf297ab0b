package org.ignition.command.terminal;

import java.io.PrintStream;
import org.ignition.log.PrintableText;

/**
 * The terminal's two streams, and a status line below everything that is drawn over and over. Safe
 * for several threads: what one call writes stays together and never lands in the status.
 */
public final class TerminalScreen {

  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private final TerminalStyle style;
  private String status = "";

  /** Writes results to {@code out} and all else to {@code err}. */
  public TerminalScreen(PrintStream out, PrintStream err, TerminalStyle style) {
    this.out = out;
    this.err = err;
    this.style = style;
  }

  TerminalStyle style() {
    return style;
  }

  /** Writes what the program was run for. */
  void result(String text) {
    write(out, text, Ink.PLAIN, "");
  }

  /** Writes what people want to know. */
  void message(String text, Ink ink, String indent) {
    write(err, text, ink, indent);
  }

  /** Draws {@code line} as the status; empty takes it away. Without a terminal nothing is drawn. */
  synchronized void status(String line) {
    if (style.interactive()) {
      status = line;
      err.print(ERASE_LINE + line);
      err.flush();
    }
  }

  private synchronized void write(PrintStream stream, String text, Ink ink, String indent) {
    StringBuilder block = new StringBuilder();
    for (String line : PrintableText.lines(text)) {
      block.append(indent).append(line).append('\n');
    }
    String plain = style.unicode() ? block.toString() : AsciiText.of(block.toString());
    eraseStatus();
    stream.print(style.colored() ? ink.paint(plain) : plain);
    stream.flush();
    redrawStatus();
  }

  private void eraseStatus() {
    if (!status.isEmpty()) {
      err.print(ERASE_LINE);
      err.flush();
    }
  }

  private void redrawStatus() {
    if (!status.isEmpty()) {
      err.print(status);
      err.flush();
    }
  }

  /** Colours by what they mean (ECMA-48, “select graphic rendition”). */
  enum Ink {
    PLAIN(""),
    TITLE("1"),
    WARNING("33"),
    PROBLEM("31");

    private final String code;

    Ink(String code) {
      this.code = code;
    }

    private String paint(String lines) {
      return code.isEmpty()
          ? lines
          : "\u001b[" + code + "m" + lines.stripTrailing() + "\u001b[0m\n";
    }
  }
}
