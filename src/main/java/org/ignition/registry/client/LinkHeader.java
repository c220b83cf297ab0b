package org.ignition.registry.client;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Link: <…>; rel="next"} (RFC 8288), by which registries page. */
final class LinkHeader {

  private static final int LONGEST = 8192;
  private static final Pattern LINK = Pattern.compile("<([^<>]*)>([^<]*)");
  private static final Pattern NEXT =
      Pattern.compile(";\\s*rel\\s*=\\s*(?:next\\b|\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\")");

  private LinkHeader() {}

  /** The target of the next page, as it stands: relative or absolute. */
  static Optional<String> next(List<String> fields) {
    return fields.stream()
        .filter(field -> field.length() <= LONGEST)
        .map(LinkHeader::nextIn)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> nextIn(String field) {
    Matcher links = LINK.matcher(field);
    while (links.find()) {
      if (NEXT.matcher(links.group(2)).find()) {
        return Optional.of(links.group(1));
      }
    }
    return Optional.empty();
  }
}
