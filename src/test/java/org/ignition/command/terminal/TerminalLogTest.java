package org.ignition.command.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.log.Log;
import org.ignition.testing.Captured;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;

class TerminalLogTest {

  private static final TerminalStyle PIPE = new TerminalStyle(false, false, true);

  private final Captured out = new Captured();
  private final Captured err = new Captured();

  @Test
  void separatesResultsFromTheStory() {
    Log log = log(PIPE);
    log.line("pushing");
    log.result("ghcr.io/acme/shop@sha256:…");
    log.result(Map.of("phase", "build"));
    assertEquals("ghcr.io/acme/shop@sha256:…\n{\"phase\":\"build\"}\n", out.text());
    assertEquals("pushing\n", err.text());
  }

  @Test
  void indentsAGroup() {
    Log log = log(PIPE);
    try (Log.Group _ = log.group("push")) {
      log.line("a\nb");
      log.warn("odd", new SourceLocation(Path.of("ignition.yml"), 3, 1));
    }
    log.line("after");
    assertEquals("push\n  a\n  b\n  warning: ignition.yml:3:1: odd\nafter\n", err.text());
  }

  @Test
  void showsAProblemWhole() {
    log(PIPE).problem(Problem.of(ErrorCode.SOURCE_DIRTY, "Changed files", "Why", "Commit them"));
    assertEquals("error: Changed files. Why\n  → Commit them\n  IGN-SRC-002\n", err.text());
  }

  @Test
  void spellsSymbolsWhereOnlyAsciiIsShown() {
    Log log = log(new TerminalStyle(false, false, false));
    log.line("a → b … ✓ “q” é 😀");
    assertEquals("a -> b ... ok \"q\" ? ?\n", err.text());
  }

  @Test
  void colorsOnlyWhatIsBad() {
    Log log = log(new TerminalStyle(true, true, true));
    log.line("plain");
    log.warn("odd");
    assertEquals("plain\n\u001b[33mwarning: odd\u001b[0m\n", err.text());
  }

  @Test
  void isSilentAboutDebugUnlessAsked() {
    log(PIPE).debug("hidden");
    new TerminalLog(new TerminalScreen(out.stream(), err.stream(), PIPE), true).debug("shown");
    assertEquals("debug: shown\n", err.text());
  }

  @Test
  void neverLetsHostileTextReachTheTerminal() {
    Log log = log(PIPE);
    HostileText.all().forEach(log::line);
    assertTrue(
        err.text().chars().allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c)));
  }

  @Test
  void drawsTheStatusBelowEverything() {
    TerminalScreen screen =
        new TerminalScreen(out.stream(), err.stream(), new TerminalStyle(true, false, true));
    screen.status("50 %");
    new TerminalLog(screen, false).line("story");
    screen.status("");
    assertEquals("\r\u001b[K50 %\r\u001b[Kstory\n50 %\r\u001b[K", err.text());
  }

  @Test
  void drawsNoStatusIntoAPipe() {
    new TerminalScreen(out.stream(), err.stream(), PIPE).status("50 %");
    assertEquals("", err.text());
  }

  @Test
  void knowsWhatATerminalShows() {
    assertEquals(
        new TerminalStyle(true, true, true),
        TerminalStyle.of(Map.of("TERM", "xterm"), true, StandardCharsets.UTF_8));
    assertFalse(TerminalStyle.of(Map.of("NO_COLOR", "1"), true, StandardCharsets.UTF_8).colored());
    assertTrue(TerminalStyle.of(Map.of("NO_COLOR", ""), true, StandardCharsets.UTF_8).colored());
    assertEquals(
        new TerminalStyle(false, false, false),
        TerminalStyle.of(Map.of("TERM", "dumb"), true, StandardCharsets.US_ASCII));
    assertFalse(TerminalStyle.of(Map.of(), false, StandardCharsets.UTF_8).interactive());
  }

  private Log log(TerminalStyle style) {
    return new TerminalLog(new TerminalScreen(out.stream(), err.stream(), style), false);
  }
}
