package org.ignition.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SearchPathTest {

  private static String names(String value) {
    return SearchPath.setting(value).replace("SET search_path = ", "");
  }

  @Test
  void quotesNamesAsTheServerTakesThem() {
    assertEquals("E'$user', E'public'", names("\"$user\", public"));
    assertEquals("E'a\"b', E'C, d', E'e\\\\f''g'", names("\"a\"\"b\",\"C, d\" , \"e\\f'g\""));
  }

  @Test
  void foldsLettersOfAsciiAlone() {
    assertEquals("E'shop_Äb'", names("Shop_ÄB"));
  }

  @Test
  void keepsNoSchemaAsNone() {
    assertEquals("''", names(""));
    assertEquals("E'public', E''", names("public,\"\""));
  }
}
