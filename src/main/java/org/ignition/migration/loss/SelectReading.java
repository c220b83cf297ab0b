package org.ignition.migration.loss;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ignition.migration.sql.Token;

/**
 * Reads {@code SELECT}: it takes nothing away unless a function does, and of functions only some
 * are known.
 */
final class SelectReading {

  /** Functions that change no row, and words before a parenthesis that are no function. */
  private static final Set<String> HARMLESS =
      Set.of(
          ("setval nextval currval lastval count sum min max avg coalesce nullif greatest least now"
                  + " lower upper length concat replace trim substring extract date_trunc format cast"
                  + " generate_series unnest array_agg string_agg array row exists in any all some"
                  + " values filter over as and or not on from where select using numeric varchar"
                  + " char decimal interval timestamp time to_regclass pg_get_serial_sequence pg_sleep"
                  + " pg_advisory_lock pg_advisory_unlock pg_advisory_xact_lock pg_notify version"
                  + " current_setting changes total_changes")
              .split(" "));

  private SelectReading() {}

  static List<DownStep> read(Cursor cursor) {
    if (SettingReading.isSetConfig(cursor)) {
      return SettingReading.setConfig(cursor);
    }
    ObjectName into = ObjectName.of("");
    while (!cursor.atEnd()) {
      if (cursor.skip("INTO")) {
        into = into(cursor);
      } else {
        check(cursor.take(), cursor);
      }
    }
    return into.name().isEmpty()
        ? List.of()
        : List.of(new DownStep.Create(NamedKind.RELATION, into));
  }

  private static ObjectName into(Cursor cursor) {
    cursor.skipAll("LOCAL", "GLOBAL");
    boolean temporary = cursor.skip("TEMP") || cursor.skip("TEMPORARY");
    cursor.skipAll("UNLOGGED", "TABLE");
    ObjectName name = cursor.name().orElseThrow(UnreadableException::nameless);
    return temporary ? name.ofSession() : name;
  }

  /** What stands behind WITH may itself change rows. */
  static List<DownStep> with(Cursor cursor) {
    refuseChanges("WITH", cursor);
    return read(cursor);
  }

  /** {@code COPY (DELETE … RETURNING …) TO …}; a table is only added to, or read. */
  static List<DownStep> copy(Cursor cursor) {
    if (cursor.is("(")) {
      refuseChanges("COPY", cursor);
    }
    return List.of();
  }

  private static void refuseChanges(String within, Cursor cursor) {
    for (String verb : List.of("INSERT", "UPDATE", "DELETE", "MERGE")) {
      if (cursor.contains(verb)) {
        throw new UnreadableException("what " + verb + " does within " + within + " can't be read");
      }
    }
  }

  private static void check(Token token, Cursor cursor) {
    boolean named = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_IDENTIFIER;
    if (named && (isElsewhere(token, cursor) || (cursor.is("(") && !isHarmless(token)))) {
      throw new UnreadableException("what the function " + token.text() + " does can't be read");
    }
  }

  /** A function of a schema that isn't the server's own may have any name. */
  private static boolean isElsewhere(Token schema, Cursor cursor) {
    return cursor.is(".") && cursor.is(2, "(") && !schema.is("PG_CATALOG");
  }

  private static boolean isHarmless(Token function) {
    return HARMLESS.contains(function.text().toLowerCase(Locale.ROOT));
  }
}
