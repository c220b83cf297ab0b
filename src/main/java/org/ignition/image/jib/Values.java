package org.ignition.image.jib;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ignition.failure.SourceLocation;
import org.ignition.image.jib.BuildFile.Port;
import org.ignition.json.Fields;
import org.ignition.json.Node;

/** The forms of value that a build file has, read as Jib's command line reads them. */
final class Values {

  private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?(?:/(tcp|udp))?");
  private static final Pattern OCTAL = Pattern.compile("[0-7]{3}");
  private static final Pattern MILLIS = Pattern.compile("-?\\d{1,18}");
  private static final int HIGHEST_PORT = 65535;

  /** ISO 8601 with an offset, also one without its colon. */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_DATE_TIME)
          .optionalStart()
          .appendOffset("+HHmm", "+0000")
          .optionalEnd()
          .toFormatter();

  private Values() {}

  /** Where the value of {@code key} stands. */
  static SourceLocation at(Fields fields, String key) {
    return fields.node(key).map(Node::at).orElseGet(fields::at);
  }

  /** A text that, where it is given, is not blank. */
  static Optional<String> text(Fields fields, String key) {
    Optional<String> text = fields.text(key);
    if (text.isPresent() && text.get().isBlank()) {
      throw fields.invalid(key, "empty", "Give a value, or leave the key out");
    }
    return text;
  }

  /** Texts none of which is blank. */
  static List<String> texts(Fields fields, String key) {
    List<String> texts = fields.texts(key);
    if (texts.stream().anyMatch(String::isBlank)) {
      throw fields.invalid(key, "has an empty entry", "Take the empty entry out");
    }
    return texts;
  }

  /** A path in the image: absolute, and never above the image's root. */
  static String absolute(Fields fields, String key, String path) {
    if (!ImagePath.isSafe(path)) {
      throw fields.invalid(
          key, "not an absolute path without .. in it", "Write it like /var/lib/shop");
    }
    return path;
  }

  static Optional<String> permissions(Fields fields, String key) {
    Optional<String> octal = text(fields, key);
    if (octal.isPresent() && !OCTAL.matcher(octal.get()).matches()) {
      throw fields.invalid(key, "not three octal digits", "Write it like \"644\"");
    }
    return octal;
  }

  /** Milliseconds since the epoch, or ISO 8601. */
  static Optional<Instant> instant(Fields fields, String key) {
    return text(fields, key).map(text -> instant(fields, key, text));
  }

  private static Instant instant(Fields fields, String key, String text) {
    try {
      return MILLIS.matcher(text).matches()
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : ISO.parse(text, Instant::from);
    } catch (DateTimeException e) {
      throw fields.invalid(
          key,
          "neither milliseconds since the epoch nor ISO 8601",
          "Write it like 2026-01-31T12:00:00Z");
    }
  }

  /** {@code 80}, {@code 80/udp}, {@code 1-3}. */
  static List<Port> ports(Fields fields, String key, String text) {
    Matcher match = PORTS.matcher(text);
    if (!match.matches()) {
      throw fields.invalid(key, "not a port", "Write it like 80, 80/udp or 8000-8010");
    }
    int first = Integer.parseInt(match.group(1));
    int last = match.group(2) == null ? first : Integer.parseInt(match.group(2));
    if (first < 1 || last > HIGHEST_PORT || first > last) {
      throw fields.invalid(key, "not within 1-65535, lower number first", "Correct the range");
    }
    String protocol = match.group(3) == null ? "tcp" : match.group(3);
    return IntStream.rangeClosed(first, last).mapToObj(n -> new Port(n, protocol)).toList();
  }
}
