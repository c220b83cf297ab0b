package org.ignition.github;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.ignition.failure.InputException;
import org.ignition.registry.Proxies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubAccessTest {

  private static final String TOKEN = "ghs_secret";

  @ParameterizedTest
  @ValueSource(
      strings = {"", "http://api.github.com", "https://u:p@x", "ftp://x", "::", "https://", "x"})
  void refusesAddressesThatWouldGiveTheTokenAway(String url) {
    InputException refused =
        assertThrows(
            InputException.class, () -> GitHubAccess.of(url, TOKEN, Proxies.NONE, List.of()));
    assertFalse(refused.problem().toString().contains("u:p"));
  }

  @Test
  void neverShowsTheToken() {
    String text =
        GitHubAccess.of("https://api.github.com", TOKEN, Proxies.NONE, List.of()).toString();
    assertFalse(text.contains(TOKEN), text);
  }
}
