package org.ignition.migration.layout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.migration.Layout;

/**
 * Lines that tell the directions within a file apart.
 *
 * @param tool what errors call it
 * @param begin the line that begins an up
 * @param hint a word without which no line can be a marker
 * @param line a whole line that is a marker, its word the first group, options the second
 */
record Markers(String tool, String begin, String hint, Pattern line) {

  /** {@code -- migrate:up transaction:false} (dbmate's {@code migration.go}). */
  static final Markers DBMATE =
      new Markers(
          "dbmate",
          "-- migrate:up",
          "migrate:",
          Pattern.compile("--\\s*migrate:(up|down)(?:\\s+(.*))?"));

  /** {@code -- +goose Up} (goose's {@code internal/sqlparser}). */
  static final Markers GOOSE =
      new Markers(
          "goose",
          "-- +goose Up",
          "+goose",
          Pattern.compile("--\\s*\\+goose\\s+(\\w+)(?:\\s+(.*))?"));

  /** The markers that {@code layout} uses. */
  static Markers of(Layout layout) {
    return layout == Layout.GOOSE ? GOOSE : DBMATE;
  }

  /** The marker that {@code text} is; empty for any other line. */
  Optional<Matcher> read(String text) {
    if (!text.startsWith("--") || !text.contains(hint)) {
      return Optional.empty();
    }
    return Optional.of(line.matcher(text.strip())).filter(Matcher::matches);
  }

  /** Whether any line of {@code text} is one. */
  boolean areIn(String text) {
    return text.contains(hint) && text.lines().anyMatch(each -> read(each).isPresent());
  }
}
