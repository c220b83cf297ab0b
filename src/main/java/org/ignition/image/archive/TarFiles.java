package org.ignition.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.failure.InputException;
import org.ignition.image.BlobSource.InFile;
import org.ignition.image.Quoted;
import org.ignition.image.content.BlobContent;
import org.ignition.image.content.TarEntry;
import org.ignition.image.content.TarReader;

/** An archive that is an uncompressed tar; its table of contents is read once. */
final class TarFiles implements ArchiveFiles {

  /** An image has at most a few hundred blobs. */
  private static final int MOST_ENTRIES = 100_000;

  private static final int LONGEST_NAME = 1024;
  private static final int MOST_LINKS = 16;

  private final Path tar;
  private final Refusal refusal;
  private final Map<String, InFile> files = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private final Set<String> sparse = new HashSet<>();

  private TarFiles(Path tar, Refusal refusal) {
    this.tar = tar;
    this.refusal = refusal;
  }

  /**
   * Reads the headers of {@code tar}.
   *
   * @throws InputException when an entry is not what image builders write
   */
  static TarFiles read(Path tar, Refusal refusal) throws IOException {
    TarFiles files = new TarFiles(tar, refusal);
    try (InputStream in = BlobContent.open(new InFile(tar, 0, Files.size(tar)))) {
      TarReader reader = new TarReader(in);
      files.addAll(reader);
    }
    return files;
  }

  private void addAll(TarReader reader) throws IOException {
    Optional<InputException> unsafe = Optional.empty();
    int count = 0;
    for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
      Optional<InputException> found = ++count > MOST_ENTRIES ? tooMany() : refused(entry.get());
      unsafe = unsafe.or(() -> found);
      if (count > MOST_ENTRIES) {
        break;
      }
    }
    // In a file system's tar all of this is usual, and the reader has better words for that.
    if (unsafe.isPresent() && looksLikeAnImage()) {
      throw unsafe.get();
    }
  }

  private boolean looksLikeAnImage() {
    return Stream.of("oci-layout", "index.json", "manifest.json")
        .anyMatch(name -> files.containsKey(name) || links.containsKey(name));
  }

  private Optional<InputException> tooMany() {
    return Optional.of(refusal.unsafe("It has more than " + MOST_ENTRIES + " entries"));
  }

  private Optional<InputException> refused(TarEntry entry) {
    try {
      add(entry);
      return Optional.empty();
    } catch (InputException e) {
      return Optional.of(e);
    }
  }

  private void add(TarEntry entry) {
    String name = EntryName.of(entry.name()).orElseThrow(() -> outside(entry.name()));
    if (name.length() > LONGEST_NAME) {
      throw refusal.unsafe("An entry's name is longer than " + LONGEST_NAME + " characters");
    }
    switch (entry.type()) {
      case FOLDER -> {}
      case FILE -> once(name, files, new InFile(tar, entry.offset(), entry.size()));
      case SYMLINK -> once(name, links, symlink(name, entry));
      case HARDLINK -> once(name, links, hardLink(entry));
      case SPARSE -> sparse.add(name);
      case OTHER -> throw refusal.unsafe("It has a device or a pipe: " + Quoted.of(name));
    }
  }

  private <T> void once(String name, Map<String, T> map, T value) {
    if (files.containsKey(name) || links.containsKey(name)) {
      throw refusal.unsafe("It has two entries called " + Quoted.of(name));
    }
    map.put(name, value);
  }

  private String symlink(String name, TarEntry entry) {
    return EntryName.target(name, entry.target()).orElseThrow(() -> outside(entry.target()));
  }

  private String hardLink(TarEntry entry) {
    return EntryName.of(entry.target()).orElseThrow(() -> outside(entry.target()));
  }

  private InputException outside(String name) {
    return refusal.unsafe("It points outside itself with " + Quoted.of(name));
  }

  @Override
  public Refusal refusal() {
    return refusal;
  }

  @Override
  public Optional<InFile> find(String name) {
    Optional<String> at = EntryName.of(name);
    if (at.filter(sparse::contains).isPresent()) {
      throw refusal.unreadable(Quoted.of(name) + " is stored with holes (a sparse tar entry)");
    }
    for (int hops = 0; at.isPresent() && hops <= MOST_LINKS; hops++) {
      Optional<InFile> file = at.map(files::get);
      if (file.isPresent()) {
        return file;
      }
      at = at.map(links::get);
    }
    return Optional.empty();
  }
}
