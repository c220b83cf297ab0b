package org.ignition.migration.sql;

/**
 * A place in a file.
 *
 * @param line 1-based
 * @param column 1-based, in UTF-16 code units, as editors and annotations count
 */
public record Position(int line, int column) implements Comparable<Position> {

  /** The beginning of a file. */
  public static final Position START = new Position(1, 1);

  @Override
  public int compareTo(Position other) {
    return line == other.line
        ? Integer.compare(column, other.column)
        : Integer.compare(line, other.line);
  }
}
