package org.ignition.migration.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.sql.SqlScript.Flaw.Kind;

/**
 * Splits a text into its statements as psql does, in one pass. Unlike psql it sends nothing: its
 * commands are flaws, and so is whatever has no end.
 */
public final class SqlSplitter {

  private static final int MOST_TOKENS = 10_000;
  private static final int TOKENS_IN_FULL = 1_000_000;
  private static final int FEW_TOKENS = 8;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final String text;
  private final Scanner scanner;
  private final Lines lines;
  private final List<SqlStatement> statements = new ArrayList<>();
  private final List<Directive> directives = new ArrayList<>();
  private final List<RawFlaw> flaws = new ArrayList<>();

  /** Directives that wait for the statement after them. */
  private final List<Directive> waiting = new ArrayList<>();

  private Optional<OpenStatement> open = Optional.empty();

  /** Read to its semicolon, but a directive may follow on its line. */
  private Optional<OpenStatement> ended = Optional.empty();

  private int endedOnLine;
  private int tokens;

  private SqlSplitter(String text) {
    this.text = text;
    this.scanner = new Scanner(text);
    this.lines = new Lines(text);
  }

  /** Splits {@code text}; whatever it is, this ends in time that grows with its length only. */
  public static SqlScript split(String text) {
    return new SqlSplitter(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).script();
  }

  private SqlScript script() {
    while (scanner.advance()) {
      if (!scanner.terminated()) {
        flaw(Kind.UNTERMINATED, scanner.start());
      }
      element();
    }
    open.ifPresent(this::endAtEndOfText);
    open = Optional.empty();
    keepEnded();
    OuterTransaction outer = OuterTransaction.remove(statements);
    return new SqlScript(
        text,
        outer.kept(),
        directives,
        RawFlaw.locate(Stream.concat(flaws.stream(), outer.flaws().stream()), text));
  }

  private void element() {
    switch (scanner.element()) {
      case LINE_COMMENT -> comment();
      case BLOCK_COMMENT -> {}
      case META_COMMAND -> metaCommand();
      case NUL -> flaw(Kind.NUL_CHARACTER, scanner.start());
      case WORD, QUOTED_IDENTIFIER, STRING, NUMBER, PARAMETER, SYMBOL -> token();
    }
  }

  private void token() {
    if (scanner.isSymbol(';') && open.map(o -> o.nesting().isOutermost()).orElse(true)) {
      open.ifPresent(this::end);
      open = Optional.empty();
      return;
    }
    OpenStatement statement = open.orElseGet(this::begin);
    open = Optional.of(statement);
    statement.accept(scanner);
  }

  private OpenStatement begin() {
    keepEnded();
    OpenStatement statement =
        new OpenStatement(
            scanner.start(),
            lines.at(scanner.start()),
            waiting,
            tokens < TOKENS_IN_FULL ? MOST_TOKENS : FEW_TOKENS);
    waiting.clear();
    return statement;
  }

  private void end(OpenStatement statement) {
    ended = Optional.of(statement);
    tokens += statement.tokens();
    if (statement.readsRows()) {
      rows(statement);
    }
    endedOnLine = lines.at(scanner.end()).line();
  }

  private void endAtEndOfText(OpenStatement statement) {
    if (statement.nesting().inBody()) {
      flaw(Kind.UNTERMINATED, statement.nesting().body());
    }
    ended = open;
    if (statement.readsRows()) {
      flaw(Kind.UNTERMINATED, statement.start());
    }
  }

  private void keepEnded() {
    ended.ifPresent(statement -> statements.add(statement.of(text)));
    ended = Optional.empty();
  }

  private void rows(OpenStatement statement) {
    CopyRows rows = CopyRows.after(text, scanner.end());
    if (!rows.isSound()) {
      flaw(Kind.UNTERMINATED, statement.start());
    }
    statement.rows(text.substring(rows.start(), rows.end()));
    scanner.moveTo(rows.next());
  }

  private void comment() {
    if (!DirectiveParser.isDirective(text, scanner.start(), scanner.end())) {
      return;
    }
    Position at = lines.at(scanner.start());
    List<Directive> found =
        DirectiveParser.parse(text.substring(scanner.start(), scanner.end()), at);
    directives.addAll(found);
    open.or(() -> ended.filter(_ -> endedOnLine == at.line()))
        .ifPresentOrElse(statement -> statement.add(found), () -> waiting.addAll(found));
  }

  /** Some send the statement that stands before them, as {@code \gexec} does. */
  private void metaCommand() {
    flaw(Kind.META_COMMAND, scanner.start());
    if (text.startsWith("\\g", scanner.start())) {
      open.ifPresent(this::end);
      open = Optional.empty();
    }
  }

  private void flaw(Kind kind, int offset) {
    if (flaws.size() < RawFlaw.MOST) {
      int end = Math.min(text.length(), offset + 100);
      flaws.add(new RawFlaw(kind, offset, text.substring(offset, end)));
    }
  }
}
