package org.ignition.migration.sql;

/**
 * The rows after {@code COPY … FROM stdin;}: whole lines, up to one that holds only {@code \.}
 * (PostgreSQL's documentation, COPY, "File Formats").
 *
 * @param start of the first row
 * @param end of the last row, its line end included
 * @param next where SQL goes on
 * @param isSound whether the rows begin on a line of their own and have an end
 */
record CopyRows(int start, int end, int next, boolean isSound) {

  private static final String END = "\\.";

  /** The rows of the statement whose semicolon ends at {@code offset}. */
  static CopyRows after(String text, int offset) {
    int start = nextLine(text, offset);
    boolean ownLine = isBlank(text, offset, start);
    int line = start;
    while (line < text.length()) {
      int next = nextLine(text, line);
      if (isEnd(text, line, next)) {
        return new CopyRows(start, line, next, ownLine);
      }
      line = next;
    }
    return new CopyRows(start, text.length(), text.length(), false);
  }

  private static int nextLine(String text, int from) {
    int feed = text.indexOf('\n', from);
    return feed < 0 ? text.length() : feed + 1;
  }

  private static boolean isEnd(String text, int line, int next) {
    return text.startsWith(END, line) && isBlank(text, line + END.length(), next);
  }

  /** Whether only white space or a comment is there. */
  private static boolean isBlank(String text, int from, int to) {
    int at = from;
    while (at < to && Characters.isSpace(text.charAt(at))) {
      at++;
    }
    return at >= to || text.startsWith("--", at);
  }
}
