package org.ignition.migration.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement that is being read. */
final class OpenStatement {

  private final int start;
  private final Position at;
  private final List<Directive> directives;
  private final PackedTokens.Builder tokens;
  private final Nesting nesting = new Nesting();
  private int end;
  private int copySource;
  private Optional<String> copyData = Optional.empty();

  OpenStatement(int start, Position at, List<Directive> before, int mostTokens) {
    this.start = start;
    this.at = at;
    this.directives = new ArrayList<>(before);
    this.tokens = new PackedTokens.Builder(mostTokens);
  }

  void accept(Scanner scanner) {
    nesting.accept(scanner);
    followCopy(scanner);
    tokens.add(scanner.element().kind(), scanner.start() - start, scanner.end() - start);
    end = scanner.end();
  }

  /** Steps through {@code COPY … FROM STDIN}; what stands between does not matter. */
  private void followCopy(Scanner scanner) {
    if (tokens.size() == 0) {
      copySource = scanner.isWord("COPY") ? 1 : 0;
    } else if (copySource > 0 && copySource < 3 && nesting.isOutermost()) {
      boolean source = copySource == 2 && scanner.isWord("STDIN");
      copySource = source ? 3 : scanner.isWord("FROM") ? 2 : 1;
    }
  }

  /** Whether rows follow it. */
  boolean readsRows() {
    return copySource == 3;
  }

  Nesting nesting() {
    return nesting;
  }

  void add(List<Directive> more) {
    directives.addAll(more);
  }

  void rows(String data) {
    copyData = Optional.of(data);
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  int tokens() {
    return tokens.size();
  }

  /** The statement, read to its end. */
  SqlStatement of(String script) {
    String text = script.substring(start, end);
    return new SqlStatement(text, start, at, tokens.of(text), directives, copyData);
  }
}
