package org.ignition.image.inspection;

import java.util.regex.Pattern;

/**
 * Paths whose keys and credentials are everybody's: documentation, and the test fixtures that come
 * inside distribution, language and tool packages. The rules are in {@code docs/secrets.md}.
 */
final class PublicContent {

  /** Folders that package managers fill. */
  private static final Pattern PACKAGES =
      Pattern.compile(
          "(?:^|/)(?:site-packages|dist-packages|node_modules|gems|vendor/bundle|pkg/mod"
              + "|google-cloud-sdk)/"
              + "|^usr/(?:local/)?(?:lib/)?(?:go|golang|go-[0-9.]+)/src/"
              + "|^usr/(?:local/)?lib(?:32|64)?/(?:python|pypy|ruby|node|perl|erlang|R/)"
              + "|^usr/(?:local/)?share/(?:cmake|perl|php|ruby|gems|gocode|nodejs|maven-repo|rubygems)");

  /** Inside of those: what is for tests and readers. */
  private static final Pattern FIXTURES =
      Pattern.compile(
          "(?:^|/)(?:tests?|testing|__tests__|test[-_]?data|specs?|fixtures?|certdata"
              + "|examples?|samples?|demos?|docs?|t|third_party|dummyserver)/"
              + "|(?:^|/)(?:test|example)[^/]*$");

  private static final Pattern DOCUMENTATION =
      Pattern.compile("^usr/(?:local/)?share/(?:doc|man|info|gtk-doc)/");

  /** Made by Debian's ssl-cert on installation; nothing trusts its certificate. */
  private static final String SNAKE_OIL = "etc/ssl/private/ssl-cert-snakeoil.key";

  private PublicContent() {}

  /** Whether nothing at {@code path} can be a secret of the image's owner. */
  static boolean isAt(String path) {
    return path.equals(SNAKE_OIL)
        || DOCUMENTATION.matcher(path).find()
        || (isPackaged(path) && FIXTURES.matcher(path).find());
  }

  /** Whether a package manager put {@code path} there. */
  static boolean isPackaged(String path) {
    return PACKAGES.matcher(path).find();
  }
}
