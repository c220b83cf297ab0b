package org.ignition.command.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** A program that parses its arguments and prints how long that took; for {@link HelpCostTest}. */
public final class HelpProbe {

  private HelpProbe() {}

  /** Parses {@code arguments} once. */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    Invocation invocation =
        new TerminalParser("probe").parse(List.of(arguments), Map.of(), () -> "");
    long micros = (System.nanoTime() - start) / 1000;
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
    out.println(invocation.getClass().getSimpleName() + " after " + micros + " us");
  }
}
