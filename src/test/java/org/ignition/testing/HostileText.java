package org.ignition.testing;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Texts that break logs, files and parsers, and random mixtures of them (the same every run). */
public final class HostileText {

  private static final List<String> PIECES =
      List.of(
          "",
          "plain words",
          "\n",
          "\r",
          "\r\n",
          "\t",
          " ",
          "\u00a0",
          "\u2028",
          "\u0085",
          "\u000b",
          "%0A",
          "%25",
          "%",
          ":",
          "::",
          "::error::owned",
          "::error file=a,line=1::owned",
          "::add-mask::e",
          "::stop-commands::x",
          "#",
          "##",
          "##[",
          "##[error]owned",
          "##[group]owned",
          "[",
          "]",
          "=",
          "<<",
          "NAME<<EOF",
          "EOF",
          "ignition_0_",
          "é",
          "😀",
          "👨‍👩‍👧",
          "\ud83d",
          "\ude00",
          "\u001b[31m",
          "\u001b]0;title\u0007",
          "\u001b[2J",
          "\u009b1m",
          "\u001b",
          "\u0000",
          "\u0007",
          "\u202e",
          "\u200b",
          "\u00ad",
          "|",
          "`",
          "<script>",
          "\"",
          "\\",
          "${jndi}");

  private HostileText() {}

  /** Each piece, then two thousand mixtures of up to eight pieces. */
  public static Stream<String> all() {
    Random random = new Random(20261120);
    return Stream.concat(PIECES.stream(), Stream.generate(() -> mixture(random)).limit(2000));
  }

  private static String mixture(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
