package org.ignition.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ignition.migration.layout.FileTree;

/** Files that are nowhere but here. */
public final class MemoryTree implements FileTree {

  private final SortedMap<Path, byte[]> files = new TreeMap<>();

  /** Adds a file. */
  public MemoryTree file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file. */
  public MemoryTree file(String path, byte[] content) {
    files.put(Path.of(path), content);
    return this;
  }

  /** Takes a file away. */
  public MemoryTree without(String path) {
    files.remove(Path.of(path));
    return this;
  }

  @Override
  public List<Path> files(Path folder) {
    return files.keySet().stream().filter(file -> file.startsWith(folder)).toList();
  }

  @Override
  public byte[] read(Path file) {
    return Objects.requireNonNull(files.get(file));
  }
}
