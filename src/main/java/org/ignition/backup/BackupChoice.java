package org.ignition.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which backup is meant, as users say it. */
public sealed interface BackupChoice {

  /** The newest one that is meant; empty when there is none. */
  Optional<KeptBackup> among(Stream<KeptBackup> backups);

  /** In words, such as {@code the newest backup}. */
  String words();

  /** The newest. */
  record Latest() implements BackupChoice {
    @Override
    public Optional<KeptBackup> among(Stream<KeptBackup> backups) {
      return backups.max(Comparator.comparing(KeptBackup::name));
    }

    @Override
    public String words() {
      return "the newest backup";
    }
  }

  /** The one of this name. */
  record Named(BackupName name) implements BackupChoice {
    @Override
    public Optional<KeptBackup> among(Stream<KeptBackup> backups) {
      return new Latest().among(backups.filter(backup -> backup.name().equals(name)));
    }

    @Override
    public String words() {
      return name.toString();
    }
  }

  /** The last that was begun before {@code time}. */
  record Before(Instant time) implements BackupChoice {
    @Override
    public Optional<KeptBackup> among(Stream<KeptBackup> backups) {
      return new Latest().among(backups.filter(backup -> backup.name().second().isBefore(time)));
    }

    @Override
    public String words() {
      return "the last backup before " + time;
    }
  }

  /**
   * The newest that holds the schema of a release.
   *
   * @param sha the first 7 to 40 hex digits of its commit
   */
  record OfRelease(String sha) implements BackupChoice {
    @Override
    public Optional<KeptBackup> among(Stream<KeptBackup> backups) {
      return new Latest().among(backups.filter(this::holds));
    }

    private boolean holds(KeptBackup backup) {
      return backup
          .label()
          .flatMap(BackupLabel::release)
          .filter(release -> release.hex().startsWith(sha))
          .isPresent();
    }

    @Override
    public String words() {
      return "a backup with the schema of release " + sha;
    }
  }

  /** What {@code text} says; empty when it is nothing of these. */
  static Optional<BackupChoice> parse(String text) {
    if (text.equals("latest")) {
      return Optional.of(new Latest());
    }
    if (Pattern.matches("[0-9a-f]{7,40}", text)) {
      return Optional.of(new OfRelease(text));
    }
    return BackupName.parse(text).<BackupChoice>map(Named::new).or(() -> time(text));
  }

  private static Optional<BackupChoice> time(String text) {
    try {
      return Optional.of(new Before(OffsetDateTime.parse(text).toInstant()));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
