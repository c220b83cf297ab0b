package org.ignition.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes tars in memory, by a library that is not the code under test. */
public final class TarFixture {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  /** An empty tar that writes long names and sizes the POSIX way. */
  public TarFixture() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  /** From here on, long names are written GNU's way. */
  public TarFixture gnu() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    return this;
  }

  public TarFixture file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  public TarFixture file(String name, byte[] content) {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
    entry.setSize(content.length);
    return add(entry, content);
  }

  public TarFixture folder(String name) {
    return add(new TarArchiveEntry(name + "/", TarConstants.LF_DIR, true), new byte[0]);
  }

  public TarFixture symlink(String name, String target) {
    return link(name, target, TarConstants.LF_SYMLINK);
  }

  public TarFixture hardLink(String name, String target) {
    return link(name, target, TarConstants.LF_LINK);
  }

  public TarFixture device(String name) {
    return add(new TarArchiveEntry(name, TarConstants.LF_CHR, true), new byte[0]);
  }

  private TarFixture link(String name, String target, byte flag) {
    TarArchiveEntry entry = new TarArchiveEntry(name, flag, true);
    entry.setLinkName(target);
    return add(entry, new byte[0]);
  }

  public TarFixture add(TarArchiveEntry entry, byte[] content) {
    // Whole seconds: a fraction would get a pax header of its own.
    entry.setLastModifiedTime(FileTime.from(Instant.EPOCH));
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] bytes() {
    try {
      tar.finish();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }
}
