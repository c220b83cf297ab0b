package org.ignition.migration.layout;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Texts of files, each read and decoded once. */
final class Texts {

  private static final String BYTE_ORDER_MARK = "\ufeff";
  private static final char REPLACEMENT = '\ufffd';

  private final FileTree tree;
  private final Map<Path, String> read = new HashMap<>();

  Texts(FileTree tree) {
    this.tree = tree;
  }

  /** The text of {@code file}, which must be UTF-8, without byte order mark. */
  String of(Path file) {
    return read.computeIfAbsent(file, key -> decoded(key, tree.read(key)));
  }

  private static String decoded(Path file, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireUtf8(file, bytes);
    }
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /** A replacement character may stand in the file, or for what is no character at all. */
  private static void requireUtf8(Path file, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (decoder.decode(in, CharBuffer.allocate(bytes.length), true).isError()) {
      throw MigrationProblem.unreadable(
          file,
          lineAt(bytes, in.position()),
          "The file is not UTF-8: byte "
              + in.position()
              + " is 0x"
              + Integer.toHexString(bytes[in.position()] & 0xff),
          "Save it as UTF-8, for example with `iconv -f latin1 -t utf-8`");
    }
  }

  private static int lineAt(byte[] bytes, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
