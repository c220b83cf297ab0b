package org.ignition.database.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.database.LockHolder;
import org.ignition.database.LockNote;

/**
 * A file beside a database that the run which works on it has locked; the operating system unlocks
 * it however that run ends. It says who locked it, and stays behind empty: a file that is removed
 * may be locked by two at once, one of which has the removed one.
 */
final class LockFile implements AutoCloseable {

  private static final int LONGEST = 4096;
  private static final Pattern FORM =
      Pattern.compile("(?<note>.*) pid=(?<pid>[0-9]{1,9}) since=(?<since>\\S+)\\s*");

  /**
   * Of this program, by path: a second channel to the same file would, when it is closed, take off
   * the lock of the first ({@code fcntl(2)}).
   */
  private static final Map<Path, String> OURS = new ConcurrentHashMap<>();

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private LockFile(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /** The file that is locked for {@code database}. */
  static Path beside(Path database) {
    return database.resolveSibling(database.getFileName() + ".ignition-lock");
  }

  /** The lock, or who has it. */
  sealed interface Attempt {
    /** It is ours. */
    record Taken(LockFile lock) implements Attempt {}

    /** It is somebody else's. */
    record Refused(LockHolder holder) implements Attempt {}
  }

  /**
   * Tries to lock {@code path}.
   *
   * @param now for others to see
   */
  static Attempt tryLock(Path path, LockNote note, Instant now) throws IOException {
    String text = "%s pid=%d since=%s\n".formatted(note.text(), ProcessHandle.current().pid(), now);
    Optional<String> other = Optional.ofNullable(OURS.putIfAbsent(path, text));
    if (other.isPresent()) {
      return new Attempt.Refused(holder(other.get(), now));
    }
    Attempt attempt = new Attempt.Refused(holder("", now));
    try {
      attempt = tryAlone(path, text, now);
      return attempt;
    } finally {
      if (attempt instanceof Attempt.Refused) {
        OURS.remove(path);
      }
    }
  }

  private static Attempt tryAlone(Path path, String text, Instant now) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        LockFile ours = new LockFile(path, channel, lock);
        ours.write(text);
        return new Attempt.Taken(ours);
      }
      LockHolder holder = holder(read(channel), now);
      channel.close();
      return new Attempt.Refused(holder);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
    int count = channel.read(bytes, 0);
    return new String(bytes.array(), 0, Math.max(0, count), StandardCharsets.UTF_8);
  }

  /** Untrusted: anybody can have written it. */
  static LockHolder holder(String text, Instant now) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return new LockHolder(0, "", "", Duration.ZERO, "");
    }
    LockNote note = LockNote.parse(form.group("note"));
    return new LockHolder(
        Integer.parseInt(form.group("pid")),
        note.actor(),
        note.runUrl(),
        age(form.group("since"), now),
        "");
  }

  private static Duration age(String since, Instant now) {
    try {
      Duration age = Duration.between(Instant.parse(since), now);
      return age.isNegative() ? Duration.ZERO : age;
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }

  private void write(String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  boolean isHeld() {
    return lock.isValid();
  }

  @Override
  public void close() {
    try (channel) {
      if (lock.isValid()) {
        channel.truncate(0);
      }
    } catch (IOException e) {
      // Closing it unlocks it, whatever it says.
    } finally {
      OURS.remove(path);
    }
  }
}
