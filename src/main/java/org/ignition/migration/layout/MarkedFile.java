package org.ignition.migration.layout;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import org.ignition.migration.sql.SqlSplitter;

/**
 * Takes a file apart in which markers tell up and down. Several blocks of one direction follow each
 * other in the file's order. What stands before the first marker may be comments only, and goes
 * with the up.
 *
 * <p>goose's {@code StatementBegin} and {@code StatementEnd} say where a statement ends that holds
 * semicolons; the lexer sees that by itself, so they are but comments.
 */
final class MarkedFile {

  private final Path file;
  private final String text;
  private final Markers markers;
  private final StringBuilder up;
  private final StringBuilder down;
  private final StringBuilder ownUp = new StringBuilder();
  private final StringBuilder ownDown = new StringBuilder();
  private Optional<Boolean> inUp = Optional.empty();
  private boolean hasDown;
  private boolean upTransactional = true;
  private boolean downTransactional = true;
  private int line;
  private int statementBegun;

  private MarkedFile(Path file, String text, Markers markers) {
    this.file = file;
    this.text = text;
    this.markers = markers;
    this.up = new StringBuilder(text.length());
    this.down = new StringBuilder(text.length());
  }

  static MarkedFile read(Path file, String text, Markers markers) {
    MarkedFile marked = new MarkedFile(file, text, markers);
    marked.read();
    return marked;
  }

  Section up() {
    return new Section(up.toString(), ownUp.toString(), upTransactional);
  }

  /** Empty when no marker begins it. */
  Optional<Section> down() {
    return hasDown
        ? Optional.of(new Section(down.toString(), ownDown.toString(), downTransactional))
        : Optional.empty();
  }

  private void read() {
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed + 1;
      line++;
      line(text.substring(start, end));
      start = end;
    }
    if (inUp.isEmpty()) {
      throw unreadable(
          "The file has no marker that begins its up", "Begin it with `" + markers.begin() + "`");
    }
    requireStatementEnd();
  }

  private void line(String content) {
    Optional<Matcher> marker = markers.read(content);
    if (marker.isPresent()) {
      mark(marker.orElseThrow());
    } else if (inUp.isEmpty()) {
      requireComment(content);
    }
    boolean isUp = inUp.orElse(true);
    (isUp ? up : down).append(content);
    blank(content, isUp ? down : up);
    (isUp ? ownUp : ownDown).append(content);
  }

  private void mark(Matcher marker) {
    String options = marker.group(2) == null ? "" : marker.group(2).strip();
    switch (marker.group(1).toLowerCase(Locale.ROOT)) {
      case "up" -> begin(true, options);
      case "down" -> begin(false, options);
      case "no" -> noTransaction();
      case "envsub" -> refuseSubstitution(options);
      case "statementbegin" -> statementBegun = line;
      case "statementend" -> statementBegun = 0;
      default -> {}
    }
  }

  private void requireStatementEnd() {
    if (statementBegun > 0) {
      line = statementBegun;
      throw unreadable(
          "goose refuses a statement that begins here and never ends",
          "Add `-- +goose StatementEnd` after it");
    }
  }

  private void begin(boolean isUp, String options) {
    requireStatementEnd();
    inUp = Optional.of(isUp);
    hasDown |= !isUp;
    if (options.contains("transaction:false")) {
      upTransactional &= !isUp;
      downTransactional &= isUp;
    }
  }

  private void noTransaction() {
    upTransactional = false;
    downTransactional = false;
  }

  private void refuseSubstitution(String options) {
    if (options.equalsIgnoreCase("ON")) {
      throw unreadable(
          "goose would replace environment variables here",
          "Write the values, or remove `-- +goose ENVSUB ON`");
    }
  }

  private void requireComment(String content) {
    if (!SqlSplitter.split(content).statements().isEmpty()) {
      throw unreadable(
          markers.tool() + " runs nothing before the first marker",
          "Move it below `" + markers.begin() + "`");
    }
  }

  private static void blank(String content, StringBuilder to) {
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      to.append(c == '\n' || c == '\r' ? c : ' ');
    }
  }

  private RuntimeException unreadable(String what, String advice) {
    return MigrationProblem.unreadable(file, line, what, advice);
  }
}
