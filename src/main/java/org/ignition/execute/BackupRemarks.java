package org.ignition.execute;

import java.util.List;
import java.util.Locale;
import org.ignition.backup.RestoreVerdict;
import org.ignition.image.Quoted;

/** What is remarked of steps about backups. */
final class BackupRemarks {

  private static final int LONGEST = 200;

  private BackupRemarks() {}

  static String of(RestoreVerdict verdict) {
    return switch (verdict) {
      case RestoreVerdict.Equal(int tables, long rows) ->
          String.format(Locale.ROOT, "equal: %,d tables, %,d rows", tables, rows);
      case RestoreVerdict.Undecided(String why) -> "undecided: " + line(why);
      case RestoreVerdict.Different(List<String> differences) -> all(differences);
    };
  }

  static String all(List<String> sentences) {
    return Quoted.line(String.join("; ", sentences), 3 * LONGEST);
  }

  static String line(String text) {
    return Quoted.line(text, LONGEST);
  }

  static String size(long bytes) {
    return String.format(Locale.ROOT, "%,d bytes", bytes);
  }
}
