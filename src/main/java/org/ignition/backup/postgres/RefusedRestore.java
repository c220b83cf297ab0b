package org.ignition.backup.postgres;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.backup.postgres.ScratchRestore.Outcome;
import org.ignition.image.Quoted;

/** Tells what is wrong with a backup from what is wrong with the server that it was tried on. */
final class RefusedRestore {

  private static final int LONGEST = 300;

  private static final Pattern SERVER_ERROR = Pattern.compile("(?:ERROR|FATAL|PANIC): +(.*)");

  /** What another server has and this one can't have, or can't have so much of. */
  private static final Pattern OF_THIS_SERVER =
      Pattern.compile(
          "extension \".*\" is not available|could not open extension control file"
              + "|could not access file|collation \".*\" for encoding|could not create locale"
              + "|could not open collator|language \".*\" does not exist"
              + "|invalid byte sequence for encoding|has no equivalent in encoding"
              + "|No space left on device|temporary file size exceeds|out of memory"
              + "|out of shared memory|terminating connection|the database system is"
              + "|must be superuser|permission denied|must be owner of extension"
              + "|only superuser can|unrecognized configuration parameter|role \".*\" does not exist");

  private static final List<String> CONNECTION =
      List.of("server closed the connection", "connection to server", "lost synchronization");

  private RefusedRestore() {}

  /** What {@code pg_restore} said, English; empty when it speaks of the archive. */
  static Optional<Outcome> of(String said) {
    Matcher error = SERVER_ERROR.matcher(said);
    if (error.find()) {
      String line = Quoted.line(error.group(1), LONGEST);
      return Optional.of(
          OF_THIS_SERVER.matcher(line).find()
              ? new Outcome.Impossible("the server here refused it: " + line)
              : new Outcome.Refused(line));
    }
    return CONNECTION.stream().anyMatch(said::contains)
        ? Optional.of(new Outcome.Impossible("the server here ended"))
        : Optional.empty();
  }
}
