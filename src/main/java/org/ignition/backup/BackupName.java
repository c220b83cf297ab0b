package org.ignition.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a backup's file, {@code backup_YYYYMMDD_HHMMSS.dump}: the second in UTC when it was
 * begun, or the first one after it whose name was free. No two backups of one place have the same.
 * Ordered by time.
 *
 * @param second when it was begun, whole seconds, years 2000 to 9999
 * @param format what the file holds
 * @param encrypted whether only the holder of a key can read it; its name ends with {@code .age}
 */
public record BackupName(Instant second, BackupFormat format, boolean encrypted)
    implements Comparable<BackupName> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'_'HHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  private static final Pattern FORM =
      Pattern.compile(
          "backup_(?<time>[2-9][0-9]{7}_[0-9]{6})\\.(?<format>dump|sqlite)(?<age>\\.age)?");

  private static final Comparator<BackupName> ORDER =
      Comparator.comparing(BackupName::second)
          .thenComparing(BackupName::format)
          .thenComparing(BackupName::encrypted);

  private static final String MANIFEST = ".json";
  private static final int SECONDS_TRIED = 3600;

  /** Cuts the time to its second. */
  public BackupName {
    second = second.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The name that a file's name is; empty when it is none. */
  public static Optional<BackupName> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      Instant second = TIME.parse(form.group("time"), Instant::from);
      return Optional.of(
          new BackupName(second, format(form.group("format")), form.group("age") != null));
    } catch (DateTimeException e) {
      return Optional.empty(); // Such as the 31st of June.
    }
  }

  private static BackupFormat format(String ending) {
    return Arrays.stream(BackupFormat.values())
        .filter(format -> format.ending().equals(ending))
        .findFirst()
        .orElseThrow();
  }

  /** The backup that a manifest's file is beside; empty when it is no manifest's name. */
  public static Optional<BackupName> ofManifest(String text) {
    return text.endsWith(MANIFEST)
        ? parse(text.substring(0, text.length() - MANIFEST.length()))
        : Optional.empty();
  }

  /** This name and those of the seconds after it, without end. */
  public Stream<BackupName> andLater() {
    return Stream.iterate(
        this, name -> new BackupName(name.second.plusSeconds(1), format, encrypted));
  }

  /** The names that a backup may get that was begun in this second: an hour is tried. */
  public Stream<String> candidates() {
    return andLater().limit(SECONDS_TRIED).map(BackupName::toString);
  }

  /** The same, whether or not the file is encrypted. */
  public BackupName withEncryption(boolean wanted) {
    return new BackupName(second, format, wanted);
  }

  /** What the manifest is called that stands beside it. */
  public String manifest() {
    return this + MANIFEST;
  }

  @Override
  public int compareTo(BackupName other) {
    return ORDER.compare(this, other);
  }

  /** As the file is called. */
  @Override
  public String toString() {
    return "backup_" + TIME.format(second) + "." + format.ending() + (encrypted ? ".age" : "");
  }
}
