package org.ignition.database.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ignition.image.Quoted;

/**
 * Who has a file open, as far as Linux shows it to this user: not the programs of other containers,
 * and to others than root only its own.
 */
public final class SqliteUsers {

  private static final Path PROCESSES = Path.of("/proc");

  private SqliteUsers() {}

  /** Other programs, a line each, such as {@code python3 (process 1234)}. */
  public static List<String> of(Path database) {
    List<String> users = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[1-9]*")) {
      Object key = key(database);
      for (Path process : processes) {
        if (!isOurs(process) && hasOpen(process, key)) {
          users.add(name(process));
        }
      }
    } catch (IOException e) {
      // There is no such file, or no such list: nobody is known to use it.
    }
    return users;
  }

  private static boolean isOurs(Path process) {
    return process.getFileName().toString().equals(Long.toString(ProcessHandle.current().pid()));
  }

  private static boolean hasOpen(Path process, Object key) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (isSame(file, key)) {
          return true;
        }
      }
    } catch (IOException e) {
      // It has ended, or is somebody else's.
    }
    return false;
  }

  private static boolean isSame(Path file, Object key) {
    try {
      return key(file).equals(key);
    } catch (IOException e) {
      return false; // Closed by now, or no file.
    }
  }

  /** Device and inode: two names of one file, or its name in another mount, are the same. */
  private static Object key(Path file) throws IOException {
    return Objects.requireNonNull(
        Files.readAttributes(file, BasicFileAttributes.class).fileKey(), "no key");
  }

  private static String name(Path process) {
    String name = "a program";
    try {
      name = Quoted.line(Files.readString(process.resolve("comm")).strip(), 40);
    } catch (IOException e) {
      // It has ended just now.
    }
    return name + " (process " + process.getFileName() + ")";
  }
}
