package org.ignition.migration.hazard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeChangeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          character varying(50)          | character varying(100)         | true  | false | false
          character varying(50)          | text                           | true  | false | false
          text                           | character varying(50)          | false | true  | false
          character varying(50)          | character varying(20)          | false | true  | false
          character varying              | text                           | true  | false | false
          numeric(10,2)                  | numeric(12,2)                  | true  | false | false
          numeric(10,2)                  | numeric                        | true  | false | false
          numeric(10,2)                  | numeric(12,4)                  | true  | false | false
          numeric(10,2)                  | numeric(11,4)                  | false | true  | false
          numeric(10,4)                  | numeric(10,2)                  | false | true  | true
          numeric                        | numeric(10,2)                  | false | true  | true
          numeric                        | integer                        | false | true  | true
          double precision               | real                           | false | true  | true
          integer                        | bigint                         | false | false | false
          bigint                         | integer                        | false | true  | false
          timestamp(3) without time zone | timestamp(6) without time zone | true  | false | false
          timestamp(6) without time zone | timestamp(3) without time zone | false | true  | true
          timestamp without time zone    | timestamp with time zone       | false | false | false
          timestamp with time zone       | date                           | false | true  | true
          integer                        | text                           | false | false | false
          "My Type"                      | "My (Type)"                    | false | false | false
          """)
  void tellsWiderNarrowerAndLossy(
      String before, String after, boolean wider, boolean narrower, boolean lossy) {
    TypeChange change = new TypeChange("c", before, after);
    assertEquals(wider, change.isWidening(), "wider");
    assertEquals(narrower, change.isNarrowing(), "narrower");
    assertEquals(lossy, change.losesPrecision(), "lossy");
  }
}
