package org.ignition.migration.sql;

/**
 * Knows while a statement is read whether a semicolon ends it: not within parentheses ({@code
 * CREATE RULE … DO (a; b)}), not in the body of a function in standard SQL ({@code BEGIN ATOMIC …
 * END}) nor of a trigger of SQLite ({@code BEGIN … END}).
 */
final class Nesting {

  private enum Head {
    NOTHING,
    CREATE,
    CREATE_OR,
    ROUTINE,
    TRIGGER,
    OTHER
  }

  private Head head = Head.NOTHING;
  private int parentheses;
  private int blocks;
  private int body;
  private boolean afterBegin;

  /** Whether a keyword may stand here: not after one of the words that a name follows. */
  private boolean nameFollows;

  /** Whether a semicolon here ends the statement. */
  boolean isOutermost() {
    return parentheses == 0 && blocks == 0;
  }

  /** Whether a body is open. */
  boolean inBody() {
    return blocks > 0;
  }

  /** Where the body that is open begins. */
  int body() {
    return body;
  }

  /** Takes in the token that {@code scanner} is at. */
  void accept(Scanner scanner) {
    if (scanner.isSymbol('(')) {
      parentheses++;
    } else if (scanner.isSymbol(')')) {
      parentheses = Math.max(0, parentheses - 1);
    } else if (scanner.element() == Element.WORD) {
      word(scanner);
    } else {
      afterBegin = false;
    }
    nameFollows = beforeName(scanner);
  }

  private void word(Scanner scanner) {
    switch (head) {
      case NOTHING -> head = scanner.isWord("CREATE") ? Head.CREATE : Head.OTHER;
      case CREATE -> head = created(scanner);
      case CREATE_OR -> head = scanner.isWord("REPLACE") ? Head.CREATE : Head.OTHER;
      case ROUTINE, TRIGGER -> bodyWord(scanner);
      case OTHER -> {}
    }
  }

  private static Head created(Scanner scanner) {
    if (scanner.isWord("OR")) {
      return Head.CREATE_OR;
    }
    if (scanner.isWord("FUNCTION") || scanner.isWord("PROCEDURE")) {
      return Head.ROUTINE;
    }
    if (scanner.isWord("TRIGGER")) {
      return Head.TRIGGER;
    }
    return scanner.isWord("TEMP") || scanner.isWord("TEMPORARY") ? Head.CREATE : Head.OTHER;
  }

  private void bodyWord(Scanner scanner) {
    if (blocks > 0) {
      block(scanner);
    } else if (afterBegin && scanner.isWord("ATOMIC")) {
      blocks = 1;
    } else if (parentheses == 0 && scanner.isWord("BEGIN") && !nameFollows) {
      body = scanner.start();
      blocks = head == Head.TRIGGER ? 1 : 0;
      afterBegin = true;
      return;
    }
    afterBegin = false;
  }

  private void block(Scanner scanner) {
    if (nameFollows) {
      return;
    }
    if (scanner.isWord("CASE")) {
      blocks++;
    } else if (scanner.isWord("END")) {
      blocks--;
    }
  }

  /** After these a keyword is a name, or a label as in {@code AS end}. */
  private static boolean beforeName(Scanner scanner) {
    return scanner.isSymbol('.')
        || scanner.isWord("AS")
        || scanner.isWord("ON")
        || scanner.isWord("TRIGGER")
        || scanner.isWord("FUNCTION")
        || scanner.isWord("PROCEDURE")
        || scanner.isWord("EXISTS");
  }
}
