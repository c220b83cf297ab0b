package org.ignition.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ignition.action.Markdown;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.catalogue.BackupCatalogue;
import org.ignition.backup.catalogue.CataloguedBackup;
import org.ignition.backup.catalogue.Unread;
import org.ignition.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A list of backups, newest first, for people and for later steps.
 *
 * @param found all there are, with where was looked
 * @param now the time that ages count from
 */
record BackupTable(BackupCatalogue found, Instant now) {

  private static final int MOST_SHOWN = 100;
  private static final String GAP = "  ";
  private static final double KIBI = 1024;
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

  private static final List<String> HEADINGS =
      List.of("name", "kind", "age", "size", "schema", "release", "encrypted", "where");

  /** Lines of columns, and where was looked. */
  List<String> text() {
    List<String> lines = new ArrayList<>(backups().isEmpty() ? List.of() : columns());
    looked().ifPresent(lines::add);
    return lines;
  }

  private List<CataloguedBackup> backups() {
    return found.backups();
  }

  /** Nobody takes a list for whole that is not, or nothing for nothing. */
  private Optional<String> looked() {
    String unread =
        found.unread().stream()
            .map(place -> place.store() + " could not be looked in")
            .collect(Collectors.joining(", "));
    if (backups().isEmpty()) {
      return Optional.of(
          "There is no backup in "
              + String.join(", ", found.places())
              + (unread.isEmpty() ? "" : "; " + unread));
    }
    return unread.isEmpty()
        ? Optional.empty()
        : Optional.of(unread + ": there may be more than in " + String.join(", ", found.places()));
  }

  private List<String> columns() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    shown().forEach(backup -> rows.add(row(backup)));
    List<Integer> widths =
        IntStream.range(0, HEADINGS.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .boxed()
            .toList();
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(line(row, widths)));
    rest().ifPresent(lines::add);
    return lines;
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      line.append(row.get(column))
          .repeat(' ', widths.get(column) - row.get(column).length())
          .append(GAP);
    }
    return line.toString().stripTrailing();
  }

  /** A table of GitHub's Markdown, and where was looked. */
  String markdown() {
    return (backups().isEmpty() ? "" : table())
        + looked().map(text -> "\n" + Markdown.text(text) + "\n").orElse("");
  }

  private String table() {
    StringBuilder table = new StringBuilder();
    table.append("| ").append(String.join(" | ", HEADINGS)).append(" |\n");
    table.append("|---".repeat(HEADINGS.size())).append("|\n");
    shown()
        .forEach(backup ->
            table
                .append("| ")
                .append(row(backup).stream().map(Markdown::text).collect(Collectors.joining(" | ")))
                .append(" |\n"));
    rest().ifPresent(rest -> table.append('\n').append(rest).append('\n'));
    return table.toString();
  }

  private List<CataloguedBackup> shown() {
    return backups().stream().limit(MOST_SHOWN).toList();
  }

  private Optional<String> rest() {
    return backups().size() > MOST_SHOWN
        ? Optional.of("and " + (backups().size() - MOST_SHOWN) + " older ones")
        : Optional.empty();
  }

  private List<String> row(CataloguedBackup backup) {
    return List.of(
        backup.name().toString(),
        backup.label().map(label -> label.kind().toString()).orElse("no manifest"),
        age(Duration.between(backup.name().second(), now)),
        size(backup.sizeBytes()),
        backup.label().map(BackupTable::schema).orElse(""),
        backup.label().flatMap(BackupLabel::release).map(sha -> sha.shortSha()).orElse(""),
        backup.name().encrypted() ? "yes" : "no",
        String.join(", ", backup.places()));
  }

  private static String schema(BackupLabel label) {
    return label.schemaVersion().isPresent()
        ? Long.toString(label.schemaVersion().getAsLong())
        : "";
  }

  private static @Nullable Long version(BackupLabel label) {
    return label.schemaVersion().isPresent() ? label.schemaVersion().getAsLong() : null;
  }

  private static String age(Duration age) {
    if (age.isNegative()) {
      return "in the future";
    }
    if (age.toDays() > 0) {
      return age.toDays() + " d";
    }
    return age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
  }

  /** In the largest unit that gives at least 1. */
  static String size(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= KIBI && unit < UNITS.size() - 1) {
      size /= KIBI;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, UNITS.get(unit));
  }

  /** One line of JSON; its schema is docs/backups-schema.json. */
  String json() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("backups", backups().stream().map(BackupTable::object).toList());
    object.put("unread", found.unread().stream().map(Unread::store).toList());
    return Json.compact(object);
  }

  private static Map<String, @Nullable Object> object(CataloguedBackup backup) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("name", backup.name().toString());
    object.put("created", backup.name().second().toString());
    object.put("size_bytes", backup.sizeBytes());
    object.put("kind", backup.label().map(label -> label.kind().toString()).orElse(null));
    object.put("environment", backup.label().map(BackupLabel::environment).orElse(null));
    object.put("database", backup.label().map(BackupLabel::database).orElse(null));
    object.put("schema", backup.label().map(BackupTable::version).orElse(null));
    object.put(
        "release", backup.label().flatMap(BackupLabel::release).map(sha -> sha.hex()).orElse(null));
    object.put("encrypted", backup.name().encrypted());
    object.put("stores", backup.places());
    return object;
  }
}
