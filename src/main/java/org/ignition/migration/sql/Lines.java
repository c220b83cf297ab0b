package org.ignition.migration.sql;

/**
 * Turns offsets into positions in one pass over the text: each offset must not be before the one
 * asked for last. Lines end at line feeds, as git and GitHub count them.
 */
final class Lines {

  private final String text;
  private int line = 1;
  private int lineStart;
  private int nextLineFeed;

  Lines(String text) {
    this.text = text;
    this.nextLineFeed = text.indexOf('\n');
  }

  Position at(int offset) {
    while (nextLineFeed >= 0 && nextLineFeed < offset) {
      line++;
      lineStart = nextLineFeed + 1;
      nextLineFeed = text.indexOf('\n', lineStart);
    }
    return new Position(line, offset - lineStart + 1);
  }
}
