package org.ignition.migration.hazard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ignition.image.Digest;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.Script;
import org.ignition.migration.sql.Directive;
import org.ignition.migration.sql.Position;
import org.ignition.migration.sql.SqlScript;
import org.ignition.migration.sql.SqlSplitter;

/**
 * A migration with the rules that must be found in each of its statements.
 *
 * @param title of the case
 * @param sql the up's text
 */
record HazardCase(String title, String sql) {

  private static final String MARK = "-->";

  static List<HazardCase> all() {
    return Arrays.stream(resource("cases.sql").split("(?m)^-- case: "))
        .skip(1)
        .map(text -> text.split("\n", 2))
        .map(parts -> new HazardCase(parts[0], parts[1]))
        .toList();
  }

  static String resource(String name) {
    try (InputStream file = HazardCase.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Migration migration(int version, String name, String text) {
    Script up = script(name + ".sql", text);
    return new Migration(MigrationVersion.of(String.valueOf(version)), name, up, Optional.empty());
  }

  static Script script(String file, String text) {
    SqlScript sql = SqlSplitter.split(text);
    boolean transactional =
        sql.directives().stream().noneMatch(Directive.NoTransaction.class::isInstance);
    Digest checksum = Digest.of(text.getBytes(StandardCharsets.UTF_8));
    return new Script(Path.of(file), sql, transactional, checksum);
  }

  Migration migration() {
    return migration(2, "case", sql);
  }

  /** Rule ids by statement, in order. */
  List<Set<String>> expected() {
    List<Set<String>> rules = new ArrayList<>();
    for (String line : sql.lines().toList()) {
      int mark = line.indexOf(MARK);
      if (mark >= 0) {
        Set<String> ids = new TreeSet<>(List.of(line.substring(mark + 3).strip().split(" ")));
        ids.remove("");
        rules.add(ids);
      }
    }
    return rules;
  }

  /** Where each statement begins. */
  List<Position> statements() {
    return SqlSplitter.split(sql).statements().stream().map(each -> each.at()).toList();
  }

  @Override
  public String toString() {
    return title;
  }
}
