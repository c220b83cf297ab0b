package org.ignition.backup.catalogue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ignition.backup.BackupName;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/** Reads the input {@code from}. */
final class ChoiceParser {

  static final String LATEST = "latest";

  /**
   * RFC 3339, section 5.6: letters in either case, a space may stand for the T; seconds may miss.
   */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_OFFSET_DATE_TIME)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([ T].*)?");
  private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{7,40}");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
  private static final String EXAMPLES =
      "Give the name of a backup as `backup list` shows it, `latest`, a time such as"
          + " 2026-01-15T10:45:00Z for the last one before it, or the SHA of a release";

  private ChoiceParser() {}

  static BackupChoice parse(String text) {
    String choice = text.strip();
    if (choice.equals(LATEST)) {
      return new BackupChoice.Latest();
    }
    return named(choice)
        .or(() -> before(choice))
        .or(() -> ofRelease(choice))
        .orElseThrow(() -> invalid(choice));
  }

  private static Optional<BackupChoice> named(String text) {
    return BackupName.parse(text).map(BackupChoice.Named::new);
  }

  private static Optional<BackupChoice> before(String text) {
    try {
      Instant time = TIME.parse(text.replace(' ', 'T'), Instant::from);
      return Optional.of(new BackupChoice.Before(time));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<BackupChoice> ofRelease(String text) {
    return SHA.matcher(text).matches()
        ? Optional.of(new BackupChoice.OfRelease(text.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static InputException invalid(String text) {
    return new InputException(
        Problem.of(
            ErrorCode.INPUT_INVALID,
            "`from` names no backup: " + Quoted.of(text),
            why(text),
            EXAMPLES));
  }

  private static String why(String text) {
    if (BackupName.ofManifest(text).isPresent()) {
      return "This is a manifest; the backup beside it has the same name without .json";
    }
    if (text.contains("/")) {
      return "A backup is named without its folder";
    }
    if (DATE.matcher(text).matches()) {
      return "A time needs its zone, as it would be another one elsewhere";
    }
    return HEX.matcher(text).matches() ? "A SHA has 7 to 40 hex digits" : "";
  }
}
