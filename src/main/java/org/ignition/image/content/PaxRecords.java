package org.ignition.image.content;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The records of a pax extended header (POSIX.1-2001): {@code length SP key=value LF}. */
final class PaxRecords {

  private static final int LONGEST_LENGTH = 8;

  private final Map<String, String> records = new HashMap<>();

  /** Reads a header's content. */
  static PaxRecords read(byte[] content) throws MalformedContentException {
    PaxRecords records = new PaxRecords();
    int at = 0;
    while (at < content.length && content[at] != 0) {
      at = records.one(content, at);
    }
    return records;
  }

  private int one(byte[] content, int start) throws MalformedContentException {
    int space = indexOf(content, ' ', start, Math.min(content.length, start + LONGEST_LENGTH));
    int end = start + length(content, start, space);
    if (end <= space + 1 || end > content.length || content[end - 1] != '\n') {
      throw malformed();
    }
    int equals = indexOf(content, '=', space + 1, end);
    String value = text(content, equals + 1, end - 1);
    if (value.indexOf('\0') >= 0) {
      throw malformed();
    }
    records.put(text(content, space + 1, equals), value);
    return end;
  }

  private static int length(byte[] content, int start, int space) throws MalformedContentException {
    String digits = text(content, start, space);
    if (!digits.matches("[0-9]+")) {
      throw malformed();
    }
    return Integer.parseInt(digits);
  }

  private static int indexOf(byte[] content, char wanted, int from, int to)
      throws MalformedContentException {
    for (int i = from; i < to; i++) {
      if (content[i] == wanted) {
        return i;
      }
    }
    throw malformed();
  }

  private static String text(byte[] content, int from, int to) {
    return new String(content, from, to - from, StandardCharsets.UTF_8);
  }

  /** The entry's name; a sparse file's real name stands apart. */
  Optional<String> path() {
    return get("GNU.sparse.name").or(() -> get("path"));
  }

  Optional<String> linkPath() {
    return get("linkpath");
  }

  boolean isSparse() {
    return records.containsKey("GNU.sparse.major") || records.containsKey("GNU.sparse.map");
  }

  /** The content's size in the tar, where the header's field is too short for it. */
  Optional<Long> size() throws MalformedContentException {
    Optional<String> size = get("size");
    if (size.isPresent() && !size.get().matches("[0-9]{1,18}")) {
      throw malformed();
    }
    return size.map(Long::parseLong);
  }

  /** An empty value takes a record back. */
  private Optional<String> get(String key) {
    return Optional.ofNullable(records.get(key)).filter(value -> !value.isEmpty());
  }

  private static MalformedContentException malformed() {
    return new MalformedContentException("a pax header in the tar is damaged");
  }
}
