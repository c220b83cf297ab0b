package org.ignition.command.terminal;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the place that is written to can show.
 *
 * @param interactive whether a line can be drawn over
 * @param colored whether colours are shown and wanted
 * @param unicode whether anything but ASCII is shown
 */
public record TerminalStyle(boolean interactive, boolean colored, boolean unicode) {

  /**
   * The style of the terminal of this program.
   *
   * @param environment {@code TERM}, and {@code NO_COLOR} (no-color.org)
   * @param terminal whether it is a terminal at all, and no file or pipe
   * @param charset that output is encoded in
   */
  public static TerminalStyle of(
      Map<String, String> environment, boolean terminal, Charset charset) {
    boolean interactive = terminal && !"dumb".equals(environment.get("TERM"));
    boolean colorful = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new TerminalStyle(
        interactive, interactive && colorful, charset.equals(StandardCharsets.UTF_8));
  }
}
