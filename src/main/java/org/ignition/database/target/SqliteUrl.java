package org.ignition.database.target;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * Where a SQLite database is.
 *
 * @param file of the database; relative to the workspace if it is relative
 */
public record SqliteUrl(Path file) implements DatabaseUrl {

  private static final String JDBC = "jdbc:";

  static SqliteUrl parse(String text, UrlSource source) {
    boolean jdbc = text.startsWith(JDBC);
    String after = text.substring(text.indexOf(':', jdbc ? JDBC.length() : 0) + 1);
    return new SqliteUrl(path(jdbc ? after : decoded(after, source), source));
  }

  private static String decoded(String text, UrlSource source) {
    String path = text.startsWith("//") ? afterAuthority(text) : text;
    return Query.decoded(path, "path", source);
  }

  /** {@code //host/path} is no file of this machine. */
  private static String afterAuthority(String text) {
    if (!text.startsWith("///")) {
      throw invalid("names a host, and a SQLite database is a file");
    }
    return text.substring(2);
  }

  private static Path path(String text, UrlSource source) {
    if (text.isEmpty() || text.startsWith(":") || text.startsWith("file:")) {
      throw invalid("names no file");
    }
    if (text.contains("?") || text.contains("#")) {
      throw invalid("has parameters, and there are none for SQLite");
    }
    try {
      return Path.of(text).normalize();
    } catch (InvalidPathException e) {
      throw source.invalid("has a path that can't be one");
    }
  }

  private static InputException invalid(String how) {
    return new InputException(
        Problem.of(
            ErrorCode.DATABASE_URL_INVALID,
            "`database-url` " + how,
            "",
            "Give it as sqlite:data/shop.db or sqlite:///var/lib/shop/shop.db"));
  }

  /** The same file, seen from {@code folder}. */
  public SqliteUrl in(Path folder) {
    return new SqliteUrl(folder.resolve(file).normalize());
  }

  @Override
  public String shown() {
    return file.toString();
  }
}
