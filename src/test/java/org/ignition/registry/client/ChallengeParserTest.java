package org.ignition.registry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeParserTest {

  private static List<Challenge> parse(String... fields) {
    return ChallengeParser.parse(List.of(fields));
  }

  @Test
  void readsParametersInAnyOrder() {
    Challenge expected =
        new Challenge(
            "bearer",
            Map.of(
                "realm", "https://auth.example/token",
                "service", "registry.example",
                "scope", "repository:a/b:pull,push"));
    assertEquals(
        List.of(expected),
        parse(
            "Bearer scope=\"repository:a/b:pull,push\",service=\"registry.example\","
                + "realm=\"https://auth.example/token\""));
    assertEquals(
        List.of(expected),
        parse(
            "BEARER Realm=\"https://auth.example/token\" ,  SERVICE = registry.example ,"
                + " scope=\"repository:a/b:pull,push\""));
  }

  @Test
  void unescapesQuotedStrings() {
    assertEquals(
        "a \"b\", c=\\d",
        parse("Basic realm=\"a \\\"b\\\", c=\\\\d\"").getFirst().parameter("realm"));
  }

  @Test
  void separatesChallengesInOneFieldAndInSeveral() {
    List<Challenge> both =
        List.of(
            new Challenge("basic", Map.of("realm", "x")),
            new Challenge("bearer", Map.of("realm", "https://a/t", "service", "s")));
    assertEquals(both, parse("Basic realm=\"x\", Bearer realm=\"https://a/t\",service=\"s\""));
    assertEquals(both, parse("Basic realm=\"x\"", "Bearer realm=\"https://a/t\",service=\"s\""));
  }

  @Test
  void passesOverSchemesWithoutParametersAndWithTokens() {
    assertEquals(
        List.of("negotiate", "ntlm", "negotiate", "basic"),
        parse("Negotiate, NTLM, Negotiate YIIabc==, Basic realm=\"r\"").stream()
            .map(Challenge::scheme)
            .toList());
    assertEquals("r", parse("Negotiate YIIabc==, Basic realm=\"r\"").getLast().parameter("realm"));
  }

  @Test
  void prefersTokenToPassword() {
    assertEquals(
        "bearer",
        Challenge.preferred(parse("Basic realm=x, Bearer realm=\"https://a\""))
            .orElseThrow()
            .scheme());
    assertTrue(Challenge.preferred(parse("Negotiate")).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        ",,, ,",
        "=",
        "Basic realm=",
        "Basic realm=\"",
        "Basic realm=\"\\",
        "\u0000",
        "Bearer =\"x\"",
        "Bearer realm=\"a\" junk ; ü",
        "\"Bearer\""
      })
  void survivesGarbage(String field) {
    assertTrue(parse(field).size() <= 3);
  }

  @Test
  void isNotSlowedDownByLongFields() {
    assertTrue(parse("Bearer realm=\"" + "\\\"".repeat(1_000_000)).size() <= 1);
    assertTrue(parse("a,".repeat(1_000_000)).size() < 10_000);
  }
}
