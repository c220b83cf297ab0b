package org.ignition.registry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkHeaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</v2/a/tags/list?last=b&n=2>; rel=\"next\"",
        "</v2/a/tags/list?last=b&n=2>;rel=next",
        "</first>; rel=first, </v2/a/tags/list?last=b&n=2>; title=\"a, b\"; rel=\"last next\"",
      })
  void findsNextPage(String field) {
    assertEquals(Optional.of("/v2/a/tags/list?last=b&n=2"), LinkHeader.next(List.of(field)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "</x>",
        "</x>; rel=prev",
        "</x>; rel=\"nextone\"",
        "</x; rel=next",
        "rel=next"
      })
  void findsNone(String field) {
    assertEquals(Optional.empty(), LinkHeader.next(List.of(field)));
  }

  @Test
  void isNotSlowedDownByLongFields() {
    assertEquals(Optional.empty(), LinkHeader.next(List.of("<".repeat(1_000_000))));
  }
}
