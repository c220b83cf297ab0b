package org.ignition.migration.hazard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SqlNameTest {

  @Test
  void quotesOnlyWhatNeedsIt() {
    assertEquals("orders", SqlName.quote("orders"));
    assertEquals("\"user\"", SqlName.quote("user"));
    assertEquals("\"Order\"", SqlName.quote("Order"));
    assertEquals("\"a\"\"b\"", SqlName.quote("a\"b"));
    assertEquals("\"\"", SqlName.quote(""));
  }

  @Test
  void keepsTheArgumentsOfFunctions() {
    assertEquals("public.\"Price\"(integer)", SqlName.qualified("public", "Price(integer)"));
  }

  @Test
  void foldsAsTheServerDoes() {
    assertEquals("orders", SqlName.folded("Orders"));
    assertEquals("Orders", SqlName.folded("\"Orders\""));
    assertEquals("a\"b", SqlName.folded("\"a\"\"b\""));
  }
}
