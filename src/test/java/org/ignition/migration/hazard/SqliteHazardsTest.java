package org.ignition.migration.hazard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ignition.migration.rule.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteHazardsTest {

  private static List<String> rules(String sql) {
    return SqliteHazards.of(HazardCase.migration(1, "a", sql).up()).stream()
        .map(Finding::rule)
        .map(Enum::name)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ALTER TABLE t DROP COLUMN a;                                    | Q1
          ALTER TABLE t RENAME COLUMN a TO b;                             | Q2
          ALTER TABLE t ADD COLUMN a int NOT NULL;                        | Q3
          ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT NULL;           | Q3
          ALTER TABLE t ADD COLUMN a text DEFAULT CURRENT_TIMESTAMP;      | Q4
          ALTER TABLE t ADD COLUMN a text DEFAULT (datetime('now'));      | Q4
          ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);                   | Q5
          ALTER TABLE t ALTER COLUMN a TYPE text;                         | Q5
          PRAGMA foreign_keys = OFF;                                      | Q6
          VACUUM;                                                         | Q7
          """)
  void namesWhatSqliteRefusesOrIgnores(String sql, String rule) {
    assertEquals(List.of(rule), rules(sql));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ALTER TABLE t RENAME TO u;
          ALTER TABLE t ADD COLUMN a int;
          ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT 0;
          CREATE TABLE t (a int NOT NULL);
          DROP TABLE t;
          """)
  void isQuietOtherwise(String sql) {
    assertEquals(List.of(), rules(sql));
  }

  @Test
  void wantsReferencesCheckedAfterARebuild() {
    String rebuild =
        """
        CREATE TABLE t_new (a int NOT NULL);
        INSERT INTO t_new SELECT a FROM t;
        DROP TABLE t;
        ALTER TABLE t_new RENAME TO t;
        """;
    assertEquals(List.of("Q9", "Q8"), rules(rebuild));
    assertEquals(
        List.of(),
        rules(rebuild.replace("SELECT a", "SELECT coalesce(a, 0)") + "PRAGMA foreign_key_check;"));
  }
}
