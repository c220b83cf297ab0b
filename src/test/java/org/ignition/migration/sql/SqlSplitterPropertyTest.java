package org.ignition.migration.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every text. */
class SqlSplitterPropertyTest {

  private static final List<String> SOUND_PIECES =
      List.of(
          "SELECT",
          "a",
          "\"q;\"",
          "'s;''t'",
          "E'\\';'",
          "$$;$$",
          "$x$ $$;' $x$",
          "1.5e-3",
          "$1",
          "::",
          "->>",
          "(a; b)",
          "[1]",
          ",",
          ".",
          "=-1",
          "U&'\\0061;'",
          "B'01'",
          "é",
          "😀");

  private static final List<String> GAPS =
      List.of(" ", "\n", "\t ", " /* ; /* ' */ */ ", " -- ;'\"$$\n", "\r\n");

  private static final List<String> HOSTILE_PIECES =
      List.of(
          "'",
          "\"",
          "$",
          "$$",
          "$a$",
          "E'",
          "\\",
          "\\.",
          "/*",
          "*/",
          "--",
          "\n",
          "\r",
          ";",
          "(",
          ")",
          "COPY t FROM stdin;",
          "CREATE FUNCTION f() ",
          "CREATE TRIGGER x ",
          "BEGIN ",
          "ATOMIC ",
          "CASE ",
          "END",
          "COMMIT",
          "BEGIN;",
          "-- ignition: allow L1 reason=\"x\"\n",
          "\0",
          "é",
          "😀",
          "\ud83d",
          "1",
          ".",
          "e",
          "-",
          "U&",
          "x",
          " ",
          ":",
          "\u00a0",
          "\ufeff");

  static Stream<String> hostile() {
    Random random = new Random(4);
    return Stream.concat(HostileText.all(), Stream.generate(() -> mixture(random)).limit(5_000));
  }

  private static String mixture(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(25); i >= 0; i--) {
      text.append(one(HOSTILE_PIECES, random));
    }
    return text.toString();
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  @Test
  void findsEveryStatementAndTokenAgainAtItsOffset() {
    hostile().forEach(SqlSplitterPropertyTest::assertFoundAgain);
  }

  private static void assertFoundAgain(String text) {
    SqlScript script = SqlSplitter.split(text);
    int end = 0;
    for (SqlStatement statement : script.statements()) {
      assertTrue(statement.offset() >= end, text);
      assertTrue(script.text().startsWith(statement.text(), statement.offset()), text);
      assertEquals(script.positionOf(statement.offset()), statement.at(), text);
      end = statement.offset() + statement.text().length();
      assertTokens(statement);
    }
  }

  private static void assertTokens(SqlStatement statement) {
    int end = 0;
    for (Token token : statement.tokens()) {
      assertTrue(token.offset() >= end && !token.text().isEmpty());
      assertTrue(statement.text().startsWith(token.text(), token.offset()));
      end = token.offset() + token.text().length();
    }
    assertEquals(0, statement.tokens().getFirst().offset());
  }

  @Test
  void splitsWhatWasPutTogether() {
    Random random = new Random(7);
    for (int run = 0; run < 3_000; run++) {
      List<String> statements = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(6); i >= 0; i--) {
        String statement = statement(random, " ");
        statements.add(statement);
        text.append(one(GAPS, random)).append(statement).append(one(GAPS, random)).append(';');
      }
      assertEquals(statements, texts(text.toString()), text::toString);
    }
  }

  @Test
  void findsTheSameTokensWhateverStandsBetweenThem() {
    Random random = new Random(11);
    for (int run = 0; run < 3_000; run++) {
      long seed = random.nextLong();
      String plain = statement(new Random(seed), " ");
      String spread = statement(new Random(seed), one(GAPS, random));
      assertEquals(tokens(plain), tokens(spread), spread);
    }
  }

  /** Words only where a string could be continued: after a line's end that would join two. */
  private static String statement(Random random, String gap) {
    StringBuilder text = new StringBuilder("X");
    for (int i = random.nextInt(9); i >= 0; i--) {
      text.append(gap).append(one(SOUND_PIECES, random)).append(gap).append("y");
    }
    return text.toString();
  }

  private static List<String> texts(String sql) {
    return SqlSplitter.split(sql).statements().stream().map(SqlStatement::text).toList();
  }

  private static List<String> tokens(String sql) {
    return SqlSplitter.split(sql).statements().stream()
        .flatMap(statement -> statement.tokens().stream())
        .map(Token::text)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t (a, b, c) VALUES (1, 'hello world', now());\n",
        "(1, 'a'),",
        "'a'\n-- x\n",
        "/* ",
        "$a",
        "-- ignition: allow L1 reason=\"x\"\r",
        "\\x\n",
        "BEGIN;",
        "COPY t FROM stdin;\n1\n\\.\n",
        "CREATE FUNCTION f() BEGIN ATOMIC ",
        "1e+"
      })
  @Timeout(value = 10, unit = TimeUnit.MINUTES) // What grows with the square takes hours.
  void endsOnLongRepetitions(String unit) {
    String text = unit.repeat((4 << 20) / unit.length());
    assertEquals(text, SqlSplitter.split(text).text());
  }

  @ParameterizedTest
  @MethodSource("fifty")
  void splitsFiftyMegabytes(String unit, boolean ends) {
    int times = 50_000_000 / unit.length();
    List<SqlStatement> statements = SqlSplitter.split(unit.repeat(times)).statements();
    assertEquals(ends ? times : 1, statements.size());
  }

  static Stream<Arguments> fifty() {
    return Stream.of(
        Arguments.of("INSERT INTO t (a, b) VALUES (1, '" + "x".repeat(200) + "');\n", true),
        Arguments.of("(1, 'abc'),\n", false));
  }
}
