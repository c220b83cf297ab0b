package org.ignition.migration.sql;

/**
 * Walks over the elements of a text as PostgreSQL's lexer does, with {@code
 * standard_conforming_strings} on (PostgreSQL's documentation, chapter 4.1).
 */
final class Scanner {

  private final String text;
  private final Quotes quotes;
  private int start;
  private int end;
  private Element element = Element.SYMBOL;
  private boolean terminated = true;

  Scanner(String text) {
    this.text = text;
    this.quotes = new Quotes(text);
  }

  /** Where the element begins. */
  int start() {
    return start;
  }

  /** Where it ends, exclusive. */
  int end() {
    return end;
  }

  /** What it is. */
  Element element() {
    return element;
  }

  /** Whether it has an end of its own, or only the text's. */
  boolean terminated() {
    return terminated;
  }

  /** Goes on at {@code offset}. */
  void moveTo(int offset) {
    end = offset;
  }

  /** Whether the element is this symbol. */
  boolean isSymbol(char symbol) {
    return element == Element.SYMBOL && end == start + 1 && text.charAt(start) == symbol;
  }

  /** Whether the element is this keyword, whatever its case. */
  boolean isWord(String word) {
    return element == Element.WORD
        && end - start == word.length()
        && text.regionMatches(true, start, word, 0, word.length());
  }

  /** Goes to the next element; false when there is none. */
  boolean advance() {
    start = end;
    while (start < text.length() && Characters.isSpace(text.charAt(start))) {
      start++;
    }
    terminated = true;
    if (start == text.length()) {
      end = start;
      return false;
    }
    read(text.charAt(start));
    return true;
  }

  private void read(char first) {
    if (Characters.isWordStart(first)) {
      wordOrPrefixed(first);
    } else if (Characters.isDigit(first)
        || (first == '.' && Characters.isDigit(quotes.charAt(start + 1)))) {
      found(Element.NUMBER, endOfNumber());
    } else if (Characters.isOperator(first)) {
      commentOrOperator();
    } else {
      switch (first) {
        case '\'' -> quoted(Element.STRING, quotes.endOfString(start + 1, false));
        case '"' -> quoted(Element.QUOTED_IDENTIFIER, quotes.end('"', start + 1));
        case '$' -> dollar();
        case '\\' -> found(Element.META_COMMAND, quotes.endOfLine(start));
        case '\0' -> found(Element.NUL, start + 1);
        case ':' -> found(Element.SYMBOL, endOfColons());
        default -> found(Element.SYMBOL, start + 1);
      }
    }
  }

  private int endOfColons() {
    char next = quotes.charAt(start + 1);
    return start + (next == ':' || next == '=' ? 2 : 1);
  }

  /** A word, or a constant whose quotes a letter stands before. */
  private void wordOrPrefixed(char first) {
    char next = quotes.charAt(start + 1);
    char third = quotes.charAt(start + 2);
    if (next == '\'' && "eEbBxXnN".indexOf(first) >= 0) {
      quoted(Element.STRING, quotes.endOfString(start + 2, first == 'e' || first == 'E'));
    } else if ((first == 'u' || first == 'U') && next == '&' && third == '\'') {
      quoted(Element.STRING, quotes.endOfString(start + 3, false));
    } else if ((first == 'u' || first == 'U') && next == '&' && third == '"') {
      quoted(Element.QUOTED_IDENTIFIER, quotes.end('"', start + 3));
    } else {
      int at = start + 1;
      while (at < text.length() && Characters.isWordPart(text.charAt(at))) {
        at++;
      }
      found(Element.WORD, at);
    }
  }

  private int endOfNumber() {
    int at = start;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean sign = (c == '+' || c == '-') && isExponent(at - 1);
      boolean point = c == '.' && quotes.charAt(at + 1) != '.';
      if (!sign && !point && !(Characters.isWordPart(c) && c != '$')) {
        break;
      }
      at++;
    }
    return at;
  }

  /** Whether an exponent's letter is at {@code at}; in hexadecimal numbers it is a digit. */
  private boolean isExponent(int at) {
    char c = text.charAt(at);
    boolean hexadecimal = (quotes.charAt(start + 1) | ' ') == 'x';
    return (c == 'e' || c == 'E') && !hexadecimal;
  }

  private void dollar() {
    if (Characters.isDigit(quotes.charAt(start + 1))) {
      int at = start + 1;
      while (Characters.isDigit(quotes.charAt(at))) {
        at++;
      }
      found(Element.PARAMETER, at);
      return;
    }
    String tag = quotes.dollarTag(start);
    if (tag.isEmpty()) {
      found(Element.SYMBOL, start + 1);
    } else {
      int close = text.indexOf(tag, start + tag.length());
      quoted(Element.STRING, close < 0 ? -1 : close + tag.length());
    }
  }

  private void commentOrOperator() {
    if (text.startsWith("--", start)) {
      found(Element.LINE_COMMENT, quotes.endOfLine(start));
    } else if (text.startsWith("/*", start)) {
      quoted(Element.BLOCK_COMMENT, quotes.endOfBlockComment(start));
    } else {
      found(Element.SYMBOL, endOfOperator());
    }
  }

  private int endOfOperator() {
    int at = start + 1;
    boolean unusual = Characters.isUnusualOperator(text.charAt(start));
    while (at < text.length() && Characters.isOperator(text.charAt(at)) && !commentAt(at)) {
      unusual |= Characters.isUnusualOperator(text.charAt(at));
      at++;
    }
    while (!unusual && at > start + 1 && "+-".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at;
  }

  private boolean commentAt(int at) {
    return text.startsWith("--", at) || text.startsWith("/*", at);
  }

  private void found(Element what, int until) {
    element = what;
    end = until;
  }

  private void quoted(Element what, int until) {
    terminated = until >= 0;
    found(what, terminated ? until : text.length());
  }
}
