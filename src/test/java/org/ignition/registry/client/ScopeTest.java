package org.ignition.registry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {

  @Test
  void writesActionsInOneOrder() {
    assertEquals("repository:acme/shop:pull,push", Scope.push("acme/shop").toString());
    assertEquals("repository:acme/shop:pull", Scope.pull("acme/shop").toString());
  }

  @Test
  void readsChallenge() {
    assertEquals(
        Set.of(Scope.push("a"), new Scope("registry:catalog", Set.of("*"))),
        Scope.parse("repository:a:push,pull registry:catalog:*"));
    assertEquals(Set.of(), Scope.parse(""));
  }

  @Test
  void coversLessAndNotMore() {
    assertTrue(Scope.covers(List.of(Scope.push("a")), List.of(Scope.pull("a"))));
    assertFalse(Scope.covers(List.of(Scope.pull("a")), List.of(Scope.push("a"))));
    assertFalse(Scope.covers(List.of(Scope.push("a")), List.of(Scope.pull("b"))));
    assertFalse(Scope.covers(List.of(Scope.push("a")), List.of(Scope.push("a"), Scope.pull("b"))));
  }
}
