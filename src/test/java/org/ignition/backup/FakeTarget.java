package org.ignition.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A database that becomes what is restored into it. */
public final class FakeTarget implements RestoreTarget {

  private final List<String> lost = new ArrayList<>();
  private String text = "";
  private BackupContents contents = FakeSource.CONTENTS;

  /** What was restored; empty before. */
  public String text() {
    return text;
  }

  /** Can't bring something back, and says so. */
  public void lose(String what) {
    lost.add(what);
  }

  /** Holds something else than what was restored. */
  public void lie() {
    contents = FakeSource.contents(2);
  }

  @Override
  public String name() {
    return "shop at db:5432";
  }

  @Override
  public String database() {
    return "shop";
  }

  @Override
  public BackupFormat format() {
    return BackupFormat.DUMP;
  }

  @Override
  public boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public List<String> others() {
    return List.of();
  }

  @Override
  public BackupContents contents() {
    return contents;
  }

  @Override
  public OptionalLong schemaVersion() {
    return OptionalLong.of(14);
  }

  @Override
  public void restore(Path file, BackupWatch watch) {
    lost.forEach(watch::warned);
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
