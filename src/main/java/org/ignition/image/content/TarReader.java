package org.ignition.image.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a tar entry by entry, knows where in it each content is, and skips contents that nobody
 * asks for by {@link InputStream#skip}, which costs nothing in a file. The tar is over at its first
 * zero block, or where the input ends between two entries.
 *
 * <p>commons-compress is not used here: its stream reads what it skips, and its random-access form
 * holds every entry in memory.
 */
public final class TarReader {

  /** Longest long name or pax header, as in Go's reader. */
  private static final int LONGEST_EXTENSION = 1 << 20;

  private static final int MOST_EXTENSIONS = 16;
  private static final long LARGEST = 1L << 50;
  private static final int GNU_EXTENSION_MORE = 504;

  private final InputStream in;
  private long position;

  /** Content and padding of the current entry that were not read yet. */
  private long rest;

  /** Content of the current entry that was not read yet. */
  private long content;

  private Optional<String> longName = Optional.empty();
  private Optional<String> longLink = Optional.empty();
  private PaxRecords pax = new PaxRecords();

  /** Reads {@code in} from its first byte; closing it is the caller's. */
  public TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next entry; empty at the end.
   *
   * @throws MalformedContentException when there is something else than a tar header
   * @throws EOFException when the tar is cut off inside an entry
   */
  public Optional<TarEntry> next() throws IOException {
    longName = Optional.empty();
    longLink = Optional.empty();
    pax = new PaxRecords();
    for (int extensions = 0; extensions <= MOST_EXTENSIONS; extensions++) {
      Optional<TarHeader> header = header();
      if (header.isEmpty() || !isExtension(header.get())) {
        return header.isEmpty() ? Optional.empty() : Optional.of(entry(header.get()));
      }
    }
    throw new MalformedContentException("a tar entry has too many extension headers");
  }

  /** The current entry's next content, at most {@code limit} bytes of it. */
  public byte[] read(int limit) throws IOException {
    int wanted = (int) Math.min(limit, content);
    byte[] bytes = in.readNBytes(wanted);
    if (bytes.length < wanted) {
      throw new EOFException("the tar is cut off");
    }
    advance(wanted);
    return bytes;
  }

  private void advance(long count) {
    position += count;
    rest -= count;
    content -= count;
  }

  private Optional<TarHeader> header() throws IOException {
    in.skipNBytes(rest);
    advance(rest);
    byte[] block = in.readNBytes(TarHeader.BLOCK);
    position += block.length;
    if (block.length == 0) {
      return Optional.empty();
    }
    if (block.length < TarHeader.BLOCK) {
      throw new EOFException("the tar is cut off");
    }
    TarHeader header = new TarHeader(block);
    return header.isZero() ? Optional.empty() : Optional.of(header.checked());
  }

  /** Takes in a header that is about the next one; false for an entry of its own. */
  private boolean isExtension(TarHeader header) throws IOException {
    switch (header.flag()) {
      case 'x' -> pax = PaxRecords.read(extension(header));
      case 'L' -> longName = Optional.of(terminated(extension(header)));
      case 'K' -> longLink = Optional.of(terminated(extension(header)));
      // Global records are not applied: neither does Go.
      case 'g' -> content(header.size());
      default -> {
        return false;
      }
    }
    return true;
  }

  private byte[] extension(TarHeader header) throws IOException {
    if (header.size() > LONGEST_EXTENSION) {
      throw new MalformedContentException("a tar entry has an extension header of over 1 MiB");
    }
    content(header.size());
    return read(LONGEST_EXTENSION);
  }

  private static String terminated(byte[] text) {
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  private void content(long size) throws MalformedContentException {
    if (size > LARGEST) {
      throw new MalformedContentException("a tar header names an impossible size");
    }
    content = size;
    rest = (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
  }

  private TarEntry entry(TarHeader header) throws IOException {
    String name = pax.path().or(() -> longName).orElseGet(header::name);
    TarEntry.Type type = type(header, name);
    if (header.flag() == 'S') {
      skipSparseMap(header);
    }
    long declared = pax.size().isPresent() ? pax.size().get() : header.size();
    content(hasContent(header.flag()) ? declared : 0);
    boolean isLink = type == TarEntry.Type.SYMLINK || type == TarEntry.Type.HARDLINK;
    String target = isLink ? pax.linkPath().or(() -> longLink).orElseGet(header::linkName) : "";
    return new TarEntry(name, type, target, position, content);
  }

  private TarEntry.Type type(TarHeader header, String name) {
    return switch (header.flag()) {
      case '0', '\0', '7' -> file(name);
      case '1' -> TarEntry.Type.HARDLINK;
      case '2' -> TarEntry.Type.SYMLINK;
      case '5' -> TarEntry.Type.FOLDER;
      case 'S' -> TarEntry.Type.SPARSE;
      default -> TarEntry.Type.OTHER;
    };
  }

  private TarEntry.Type file(String name) {
    if (pax.isSparse()) {
      return TarEntry.Type.SPARSE;
    }
    // The oldest tars know folders by the slash only.
    return name.endsWith("/") ? TarEntry.Type.FOLDER : TarEntry.Type.FILE;
  }

  /** Links, devices, folders and pipes have none, whatever their size field says. */
  private static boolean hasContent(char flag) {
    return flag < '1' || flag > '6';
  }

  private void skipSparseMap(TarHeader header) throws IOException {
    boolean more = header.isExtended();
    while (more) {
      byte[] block = in.readNBytes(TarHeader.BLOCK);
      if (block.length < TarHeader.BLOCK) {
        throw new EOFException("the tar is cut off");
      }
      position += block.length;
      more = block[GNU_EXTENSION_MORE] != 0;
    }
  }
}
