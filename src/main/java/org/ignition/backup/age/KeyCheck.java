package org.ignition.backup.age;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupName;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/** Tells that a key is lost before it is needed. Decides without reading anything. */
public final class KeyCheck {

  /** A restore that was longer ago says little of who holds the key today. */
  private static final Duration PROVES_FOR = Duration.ofDays(90);

  private static final int LONGEST = 500;

  private static final String TRY =
      "verify a backup with the secret `backup-identity` before one is needed";

  private KeyCheck() {}

  /**
   * What to tell before a backup is encrypted.
   *
   * @param identities at hand in this run; most have none, which is as it should be
   * @param proved when a backup was last restored with a key of one of the recipients; empty for
   *     never, as far as anybody knows
   * @return a sentence each without full stop; none when all is well
   * @throws InputException when there are identities and none opens what would be written
   */
  public static List<String> beforeBackup(
      Recipients recipients, Identities identities, Optional<Instant> proved, Instant now) {
    if (recipients.isEmpty() || identities.fit(recipients)) {
      return List.of();
    }
    if (!identities.isEmpty()) {
      throw strangers(recipients, identities);
    }
    return proved
        .map(at -> Duration.between(at, now))
        .map(age -> proved(recipients, age))
        .orElseGet(() ->
            List.of(
                onlyHolder(recipients)
                    + ". No restore has shown yet that somebody has it: "
                    + TRY));
  }

  private static List<String> proved(Recipients recipients, Duration age) {
    return age.compareTo(PROVES_FOR) <= 0
        ? List.of()
        : List.of(
            "%s. The last restore that showed that somebody has it was %d days ago: %s"
                .formatted(onlyHolder(recipients), age.toDays(), TRY));
  }

  private static String onlyHolder(Recipients recipients) {
    return recipients.keys().size() == 1
        ? "Nobody who runs this can open the backup, only who holds the key of " + recipients
        : "Nobody who runs this can open the backup, only who holds one of the keys of "
            + recipients;
  }

  private static InputException strangers(Recipients recipients, Identities identities) {
    return new InputException(
        Problem.of(
            ErrorCode.BACKUP_KEY_INVALID,
            "`backup-identity` opens nothing that is encrypted for `backup.recipients`",
            "It has the key of %s, and backups are for %s: either may be the wrong one"
                .formatted(identities.recipients(), recipients),
            "Correct `backup.recipients`, or add the key that belongs to it as another line of"
                + " `backup-identity`"));
  }

  /**
   * Makes sure that a backup can be opened, before it is brought here.
   *
   * @param recipients as its manifest names them; empty when there is no manifest, and any key may
   *     fit
   * @throws InputException of {@code BACKUP_LOCKED} when it can't
   */
  public static void requireOpenable(
      BackupName name, Recipients recipients, Identities identities) {
    boolean mayFit = recipients.isEmpty() ? !identities.isEmpty() : identities.fit(recipients);
    if (name.encrypted() && !mayFit) {
      String whose = recipients.isEmpty() ? "nobody knows whom" : shown(recipients);
      throw AgeProblem.locked(name.toString(), whose, identities);
    }
  }

  /** A manifest may say anything. */
  private static String shown(Recipients recipients) {
    return Quoted.line(recipients.toString(), LONGEST);
  }
}
