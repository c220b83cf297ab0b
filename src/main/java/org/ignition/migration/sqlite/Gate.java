package org.ignition.migration.sqlite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ignition.database.ServerError;

/**
 * Decides what becomes of a statement before SQLite sees it. SQL of a pull request is untrusted,
 * and the driver offers no authorizer: what reaches beyond the database, or lifts the limits that
 * are set, is not run.
 */
sealed interface Gate {

  /** It runs. */
  record Run() implements Gate {}

  /** It runs, and may attach the one database that VACUUM works in. */
  record Vacuum() implements Gate {}

  /**
   * It tunes how a file is kept, which a database in memory has no use for.
   *
   * @param pragma that would
   */
  record PassedOver(String pragma) implements Gate {}

  /** It must not run. */
  record Refused(ServerError error) implements Gate {}

  /** Read, or change what ends with the session. */
  Set<String> HARMLESS =
      Set.of(
          ("analysis_limit application_id automatic_index case_sensitive_like cell_size_check"
                  + " collation_list compile_options count_changes database_list data_version"
                  + " defer_foreign_keys foreign_key_check foreign_key_list foreign_keys"
                  + " freelist_count full_column_names function_list ignore_check_constraints"
                  + " index_info index_list index_xinfo integrity_check legacy_alter_table"
                  + " module_list optimize page_count pragma_list quick_check recursive_triggers"
                  + " reverse_unordered_selects short_column_names table_info table_list"
                  + " table_xinfo user_version")
              .split(" "));

  /** Say how a file is written or cached. */
  Set<String> TUNING =
      Set.of(
          ("auto_vacuum busy_timeout cache_size cache_spill checkpoint_fullfsync encoding fullfsync"
                  + " incremental_vacuum journal_mode journal_size_limit locking_mode mmap_size"
                  + " page_size read_uncommitted secure_delete shrink_memory synchronous temp_store"
                  + " threads trusted_schema wal_autocheckpoint wal_checkpoint")
              .split(" "));

  /** What becomes of the statement {@code text}. */
  static Gate of(String text) {
    List<Lexeme> all = Lexemes.of(text);
    int end = text.indexOf('\0') >= 0 ? text.indexOf('\0') : endOfFirst(all);
    if (end >= 0) {
      return refused("42601", "SQLite takes what follows for another statement", text, end);
    }
    List<Lexeme> lexemes = withoutExplain(all);
    if (lexemes.isEmpty()) {
      return new Run();
    }
    return switch (lexemes.getFirst().text().toUpperCase(Locale.ROOT)) {
      case "ATTACH", "DETACH" -> forbidden("a migration must not reach other database files");
      case "VACUUM" -> vacuum(lexemes);
      case "PRAGMA" -> pragma(lexemes);
      default -> new Run();
    };
  }

  private static Gate vacuum(List<Lexeme> lexemes) {
    return lexemes.stream().anyMatch(each -> each.is("INTO"))
        ? forbidden("VACUUM INTO writes a file")
        : new Vacuum();
  }

  /** EXPLAIN runs most pragmas all the same. */
  private static List<Lexeme> withoutExplain(List<Lexeme> lexemes) {
    int from = 0;
    if (!lexemes.isEmpty() && lexemes.getFirst().is("EXPLAIN")) {
      from = lexemes.size() > 2 && lexemes.get(1).is("QUERY") ? 3 : 1;
    }
    return lexemes.subList(Math.min(from, lexemes.size()), lexemes.size());
  }

  private static Gate pragma(List<Lexeme> lexemes) {
    int at = lexemes.size() > 3 && lexemes.get(2).isSymbol('.') ? 3 : 1;
    String name = at < lexemes.size() ? lexemes.get(at).name().toLowerCase(Locale.ROOT) : "";
    boolean reads = at + 1 >= lexemes.size();
    if (HARMLESS.contains(name) || (reads && name.equals("schema_version"))) {
      return new Run();
    }
    return TUNING.contains(name)
        ? new PassedOver(name)
        : forbidden("PRAGMA " + name + " is not among those that a migration may use");
  }

  /** Where the first of several statements ends, as the driver runs no other; -1 for one. */
  private static int endOfFirst(List<Lexeme> lexemes) {
    boolean trigger = isTrigger(lexemes);
    for (int i = 0; i < lexemes.size() - 1; i++) {
      if (lexemes.get(i).isSymbol(';')) {
        boolean closes = lexemes.get(i + 1).is("END");
        if (!trigger) {
          return lexemes.get(i + 1).offset();
        }
        if (closes) {
          return i + 2 < lexemes.size() ? lexemes.get(i + 2).offset() : -1;
        }
      }
    }
    return -1;
  }

  private static boolean isTrigger(List<Lexeme> lexemes) {
    List<Lexeme> head =
        withoutExplain(lexemes).stream()
            .filter(each -> !each.is("TEMP") && !each.is("TEMPORARY"))
            .limit(2)
            .toList();
    return head.size() == 2 && head.get(0).is("CREATE") && head.get(1).is("TRIGGER");
  }

  private static Gate forbidden(String why) {
    return new Refused(Errors.of("42501", why, 0));
  }

  private static Gate refused(String state, String why, String text, int offset) {
    return new Refused(Errors.of(state, why, text.codePointCount(0, offset) + 1));
  }

  /** Whether the statement runs; why not, where it must not. */
  default Optional<ServerError> refusal() {
    return this instanceof Refused(ServerError error) ? Optional.of(error) : Optional.empty();
  }
}
