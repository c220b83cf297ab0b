package org.ignition.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRepositoryTest {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/shop, https://github.com/acme/shop",
    "https://github.com/acme/shop.git, https://github.com/acme/shop",
    "https://github.com/acme/shop.git/, https://github.com/acme/shop",
    "https://user:token@github.com/acme/shop.git, https://github.com/acme/shop",
    "https://x-access-token@GitHub.com/Acme/shop, https://github.com/Acme/shop",
    "git@github.com:acme/shop.git, https://github.com/acme/shop",
    "github.com:acme/shop, https://github.com/acme/shop",
    "ssh://git@github.com/acme/shop.git, https://github.com/acme/shop",
    "ssh://git@github.com:22/acme/shop.git, https://github.com/acme/shop",
    "git://github.com/acme/shop.git, https://github.com/acme/shop",
    "https://git.example:8443/acme/shop.git, https://git.example:8443/acme/shop",
    "http://git.example/acme/shop.git, http://git.example/acme/shop",
    "git@gitlab.com:group/sub/shop.git, https://gitlab.com/group/sub/shop",
  })
  void makesOneFormOfAll(String remote, String url) {
    assertEquals(Optional.of(url), SourceRepository.ofRemote(remote).map(SourceRepository::url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/srv/git/shop.git",
        "../shop",
        "file:///srv/git/shop.git",
        "https://github.com",
        "https://github.com/shop",
        "https:///acme/shop",
        "ext::sh -c touch% x",
        "https://github.com/acme/shop\n::error::x",
        "git@github.com:acme/shop\nx",
        "C:\\git\\shop",
        "https://github.com/acme/sh op",
        "javascript:alert(1)//a/b",
      })
  void knowsNothingOfWhatIsPublishedNowhere(String remote) {
    assertEquals(Optional.empty(), SourceRepository.ofRemote(remote));
  }
}
