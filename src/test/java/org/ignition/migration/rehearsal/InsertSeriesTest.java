package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.ignition.migration.sql.SqlSplitter;
import org.ignition.migration.sql.SqlStatement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsertSeriesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INSERT INTO a VALUES (1); INSERT INTO a VALUES (2); INSERT INTO a VALUES (3) | [1]",
        "INSERT INTO a (b) VALUES (1); INSERT INTO a (b) VALUES (2) | []",
        "INSERT INTO s.a (b) VALUES (1); INSERT INTO s.a (c) VALUES (2);"
            + " INSERT INTO s.a (b) VALUES (3); INSERT INTO s.a (b) VALUES (4) | [1, 2]",
        "INSERT INTO a VALUES (1); INSERT INTO b VALUES (2); INSERT INTO a VALUES (3) | []",
        "INSERT INTO a VALUES (1); UPDATE a SET b = 1; INSERT INTO a VALUES (3) | []",
        "INSERT INTO a (b) SELECT 1; INSERT INTO a (b) SELECT c FROM d; INSERT INTO a (b) SELECT 2"
            + " | []",
        "INSERT INTO a VALUES (1); INSERT INTO a VALUES ((select 2)); INSERT INTO a VALUES (3) | []",
        "INSERT INTO a DEFAULT VALUES; INSERT INTO a DEFAULT VALUES; INSERT INTO a DEFAULT VALUES"
            + " | [1]",
        "SELECT 1; SELECT 1; SELECT 1 | []"
      })
  void knowsWhatStandsWithinASeries(String script, String amid) {
    List<SqlStatement> statements = SqlSplitter.split(script).statements();
    assertEquals(
        amid,
        IntStream.range(0, statements.size())
            .filter(i -> InsertSeries.isAmid(statements, i))
            .boxed()
            .toList()
            .toString());
  }
}
