package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ignition.migration.sql.SqlSplitter;
import org.ignition.migration.sql.SqlStatement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE a ADD b int        | ALTER TABLE a ADD c int                | true",
        "ALTER TABLE a ADD b int        | ALTER TABLE IF EXISTS ONLY s.\"A\" ADD c int | true",
        "ALTER TABLE a RENAME TO b      | ALTER TABLE b ADD c int                | true",
        "ALTER TABLE a ADD b int        | ALTER TABLE other ADD c int            | false",
        "ALTER TABLE a ADD b int        | CREATE INDEX ON a (b)                  | false",
        "ALTER TABLE a ADD b int        | DO $$ BEGIN END $$                     | true",
        "ALTER TABLE a ADD b int        | SELECT f()                             | true",
        "CREATE TABLE a (b int)         | ALTER TABLE a ADD c int                | false",
        "ALTER TABLE a ADD b int        | ALTER                                  | false",
      })
  void tellsWhatMayChangeOneObjectTwice(String earlier, String next, boolean possible) {
    assertEquals(possible, Overlap.possible(List.of(statement(earlier)), statement(next)));
  }

  private static SqlStatement statement(String sql) {
    return SqlSplitter.split(sql).statements().getFirst();
  }
}
