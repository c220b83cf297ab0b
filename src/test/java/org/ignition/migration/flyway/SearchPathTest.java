package org.ignition.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchPathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "$user", public       | E'$user', E'public'
          shop                  | E'shop'
          Shop,public           | E'shop', E'public'
          "My Shop","a""b"      | E'My Shop', E'a"b'
          "it's", "back\\slash" | E'it''s', E'back\\\\slash'
          "comma,name", pg_temp | E'comma,name', E'pg_temp'
          ""                    | E''
          ~~                    | ''
          """)
  void setsWhatAServerTells(String value, String names) {
    assertEquals("SET search_path = " + names, SearchPath.setting(value));
  }
}
