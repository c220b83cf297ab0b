package org.ignition.database.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text as part of a URL. */
final class UrlText {

  private UrlText() {}

  /** Percent-encoded, a space too. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
