package org.ignition.migration.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ignition.migration.Layout;
import org.ignition.migration.Script;
import org.ignition.migration.layout.Pairing.Named;

/** Collects the scripts of files by direction. */
final class FileScripts {

  /** sqlx reads it on the first line only. */
  private static final String SQLX_MARK = "-- no-transaction";

  /** The one setting that matters here, in the files that diesel and Flyway keep beside scripts. */
  private static final Pattern WITHOUT_TRANSACTION =
      Pattern.compile(
          "^\\s*(?:run_in_transaction|(?:flyway\\.)?executeInTransaction)\\s*=\\s*false\\b",
          Pattern.MULTILINE);

  private final Layout layout;
  private final Texts texts;
  private final Set<Path> all;
  private final List<Named> ups = new ArrayList<>();
  private final List<Named> downs = new ArrayList<>();
  private final List<Named> baselines = new ArrayList<>();
  private final List<Named> repeatables = new ArrayList<>();

  /**
   * @param all every file of the folder, settings too
   */
  FileScripts(Layout layout, Texts texts, List<Path> all) {
    this.layout = layout;
    this.texts = texts;
    this.all = new HashSet<>(all);
  }

  /** Reads the scripts of {@code file}. */
  void add(NamedFile file) {
    String text = texts.of(file.file());
    OtherTools.refuse(file.file(), text);
    if (file.direction() == Direction.BOTH) {
      MarkedFile marked = MarkedFile.read(file.file(), text, Markers.of(layout));
      ups.add(named(file, marked.up()));
      marked.down().ifPresent(down -> downs.add(named(file, down)));
      return;
    }
    Named script = named(file, Section.whole(text, isTransactional(file.file(), text)));
    switch (file.direction()) {
      case UP -> ups.add(script);
      case DOWN -> downs.add(script);
      case REPEATABLE -> repeatables.add(script);
      case BASELINE -> baselines.add(script);
      case BOTH -> throw new IllegalStateException("read above");
    }
  }

  /**
   * The ups. A baseline counts only where the migrations that it stands for are gone; with them it
   * would do all their work a second time.
   */
  List<Named> ups() {
    List<Named> all = new ArrayList<>(ups);
    baselines.stream().filter(this::standsAlone).forEach(all::add);
    return all;
  }

  private boolean standsAlone(Named baseline) {
    return ups.stream().noneMatch(up -> up.version().compareTo(baseline.version()) <= 0);
  }

  List<Named> downs() {
    return downs;
  }

  /** By name, as Flyway runs them. */
  List<Script> repeatables() {
    return repeatables.stream()
        .sorted(Comparator.comparing(Named::name))
        .map(Named::script)
        .toList();
  }

  private static Named named(NamedFile file, Section section) {
    return new Named(file.version(), file.name(), ScriptReader.read(file.file(), section));
  }

  private boolean isTransactional(Path file, String text) {
    if (layout == Layout.SQLX) {
      return !text.startsWith(SQLX_MARK);
    }
    return settings(file)
        .filter(settings -> WITHOUT_TRANSACTION.matcher(texts.of(settings)).find())
        .isEmpty();
  }

  private Optional<Path> settings(Path file) {
    return Optional.ofNullable(
            switch (layout) {
              case DIESEL -> file.resolveSibling("metadata.toml");
              case FLYWAY -> file.resolveSibling(file.getFileName() + ".conf");
              case SEED, GOLANG_MIGRATE, SQLX, DBMATE, GOOSE -> null;
            })
        .filter(all::contains);
  }
}
