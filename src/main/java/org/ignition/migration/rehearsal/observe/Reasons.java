package org.ignition.migration.rehearsal.observe;

import java.util.List;
import java.util.regex.Pattern;
import org.ignition.database.ServerMessage;

/** Picks from the server's messages those that say what a statement did to the schema. */
final class Reasons {

  private static final int MOST = 100;
  private static final int LONGEST = 300;

  /** Said at level DEBUG1; {@code tablecmds.c}, {@code index.c} and {@code partbounds.c}. */
  private static final Pattern DONE =
      Pattern.compile(
          "(rewriting|verifying) table .*|validating foreign key constraint .*|building index .*"
              + "|.*existing constraints .*|.*implied by existing .*");

  /** Said as a notice: names that were cut, commands that did nothing, victims of CASCADE. */
  private static final Pattern NOTED =
      Pattern.compile(".* will be truncated to .*|.*, skipping|drop cascades to .*");

  /** Storage for long values is a part of its table, and made with it. */
  private static final Pattern INTERNAL =
      Pattern.compile("building index \"pg_toast_\\d+_index\" .*");

  private Reasons() {}

  static List<String> of(List<ServerMessage> messages) {
    return messages.stream()
        .filter(Reasons::isTelling)
        .limit(MOST)
        .map(message -> cut(message.message()))
        .toList();
  }

  private static boolean isTelling(ServerMessage message) {
    Pattern wanted = message.severity().startsWith("DEBUG") ? DONE : NOTED;
    return wanted.matcher(message.message()).matches()
        && !INTERNAL.matcher(message.message()).matches();
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
