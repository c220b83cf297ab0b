package org.ignition.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

  private static final URI PROXY = URI.create("http://proxy.example:3128");

  @Test
  void takesEachSchemesOwnProxy() {
    Proxies proxies =
        Proxies.of(
            Map.of("HTTPS_PROXY", "http://proxy.example:3128", "http_proxy", " other.example "));
    assertEquals(Optional.of(PROXY), proxies.towards(URI.create("https://ghcr.io/v2/")));
    assertEquals(
        Optional.of(URI.create("http://other.example")),
        proxies.towards(URI.create("http://ghcr.io/v2/")));
  }

  @Test
  void usesNoneWhereNoneIsNamed() {
    assertEquals(Proxies.NONE, Proxies.of(Map.of("HTTPS_PROXY", "", "PATH", "/bin")));
    assertEquals(Optional.empty(), Proxies.NONE.towards(URI.create("https://ghcr.io/")));
  }

  @ParameterizedTest
  @CsvSource({
    "*, https://ghcr.io/, true",
    "ghcr.io, https://GHCR.io/, true",
    "ghcr.io, https://pkg.ghcr.io/, true",
    "ghcr.io, https://myghcr.io/, false",
    ".corp.example, https://a.corp.example/, true",
    ".corp.example, https://corp.example/, false",
    "*.corp.example, https://a.corp.example/, true",
    "'a.example, ,ghcr.io', https://ghcr.io/, true",
    "ghcr.io:443, https://ghcr.io/, true",
    "ghcr.io:5000, https://ghcr.io/, false",
    "ghcr.io:5000, https://ghcr.io:5000/, true",
    "10.0.0.7, https://10.0.0.7:5000/, true",
    "10.0.0.7, https://110.0.0.7/, false",
    "[fd00::1], https://[fd00::1]:5000/, true",
    "[fd00::1]:5000, https://[fd00::1]:5000/, true",
  })
  void goesAroundItWhereToldTo(String exceptions, URI target, boolean direct) {
    Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", "" + PROXY, "no_proxy", exceptions));
    assertEquals(direct ? Optional.empty() : Optional.of(PROXY), proxies.towards(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"socks5://p:1", "https://u:hidden@p:1", "http://u:hidden@p :1", "http://"})
  void refusesWhatIsNoHttpProxyWithoutRepeatingIt(String address) {
    InputException e =
        assertThrows(InputException.class, () -> Proxies.of(Map.of("HTTPS_PROXY", address)));
    assertFalse(e.problem().toString().contains("hidden"));
  }

  @Test
  void keepsLoginsOutOfText() {
    Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", "http://u:hidden@p:1"));
    assertFalse(proxies.toString().contains("hidden"));
  }
}
