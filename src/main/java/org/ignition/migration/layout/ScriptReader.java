package org.ignition.migration.layout;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.migration.Script;
import org.ignition.migration.sql.Directive;
import org.ignition.migration.sql.SqlScript;
import org.ignition.migration.sql.SqlSplitter;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/** Makes scripts of texts. */
final class ScriptReader {

  private ScriptReader() {}

  /** The script that {@code section} of {@code file} is. */
  static Script read(Path file, Section section) {
    SqlScript sql = SqlSplitter.split(section.text());
    refuseTemplate(file, sql);
    return new Script(
        file, sql, section.transactional() && !isAskedNotTo(sql), checksum(section.own()));
  }

  /**
   * Statements that can't run in a transaction don't ask: that such a file forgot to is rule T1.
   */
  private static boolean isAskedNotTo(SqlScript sql) {
    return sql.directives().stream().anyMatch(Directive.NoTransaction.class::isInstance);
  }

  private static Digest checksum(String own) {
    return Digest.of(own.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** No statement of SQL holds a brace outside quotes, so what does is filled in by a program. */
  private static void refuseTemplate(Path file, SqlScript sql) {
    if (sql.text().indexOf('{') < 0) {
      return;
    }
    for (SqlStatement statement : sql.statements()) {
      brace(statement)
          .ifPresent(token -> {
            throw MigrationProblem.otherTool(
                file,
                statement.positionOf(token.offset()),
                "The file is a template, not SQL",
                "Write one file for each variant, or check what the templates are rendered to");
          });
    }
  }

  private static Optional<Token> brace(SqlStatement statement) {
    if (statement.text().indexOf('{') < 0) {
      return Optional.empty();
    }
    List<Token> tokens = statement.tokens();
    return tokens.stream()
        .filter(token -> token.kind() == Token.Kind.SYMBOL && token.text().equals("{"))
        .findFirst();
  }
}
