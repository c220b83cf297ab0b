package org.ignition.registry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

  private static final URI REQUEST = URI.create("https://r.example:5443/v2/a/blobs/uploads/");

  @ParameterizedTest
  @CsvSource({
    "/v2/a/blobs/uploads/7?s=1, https://r.example:5443/v2/a/blobs/uploads/7?s=1",
    "7, https://r.example:5443/v2/a/blobs/uploads/7",
    "https://cdn.example/x?sig=%2B, https://cdn.example/x?sig=%2B",
    "//cdn.example/x, https://cdn.example/x",
  })
  void resolvesRelativeAndAbsolute(String target, URI expected) {
    assertEquals(expected, Location.resolve(REQUEST, target).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://r.example/v2/x?a=b",
        "http://r.example:5000/v2/x?a=b",
        "http://R.EXAMPLE:5443/v2/x?a=b"
      })
  void keepsTlsWhereProxyForgotIt(String target) {
    assertEquals(
        URI.create("https://r.example:5443/v2/x?a=b"),
        Location.resolve(REQUEST, target).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "https://u:p@r.example/x",
        "https:///x",
        "ht tp://x",
        "mailto:x@y",
        "https://"
      })
  void refusesWhatIsNoWebAddress(String target) {
    assertTrue(Location.resolve(REQUEST, target).isEmpty());
  }

  @Test
  void addsParameterToWhateverIsThere() {
    assertEquals(
        "https://r/x?digest=d", Location.with(URI.create("https://r/x"), "digest=d").toString());
    assertEquals(
        "https://r/x?s=%2F&digest=d",
        Location.with(URI.create("https://r/x?s=%2F"), "digest=d").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:5000/, true", "http://127.0.0.1/, true", "http://127.9.9.9:1/, true",
    "http://[::1]:5000/, true", "http://[0:0:0:0:0:0:0:1]/, true",
        "http://127.0.0.1.evil.example/, false",
    "http://localhost.evil.example/, false", "http://128.0.0.1/, false", "http://[::2]/, false",
  })
  void knowsLoopback(URI uri, boolean loopback) {
    assertEquals(loopback, Origin.of(uri).orElseThrow().loopback());
  }

  @ParameterizedTest
  @CsvSource({
    "https://r.example/, https://cdn.example/, false",
    "https://r.example/, http://cdn.example/, true",
    "http://r.example/, http://cdn.example/, false",
    "http://r.example/, https://cdn.example/, false",
  })
  void tellsWhatWouldLeaveTls(URI from, URI to, boolean leaves) {
    assertEquals(leaves, Location.leavesTls(from, to));
  }
}
