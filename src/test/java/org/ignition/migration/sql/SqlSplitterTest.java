package org.ignition.migration.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.ignition.migration.sql.SqlScript.Flaw;
import org.ignition.migration.sql.SqlScript.Flaw.Kind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlSplitterTest {

  private static List<String> texts(String sql) {
    return SqlSplitter.split(sql).statements().stream().map(SqlStatement::text).toList();
  }

  private static List<String> tokens(String sql) {
    return SqlSplitter.split(sql).statements().stream()
        .flatMap(statement -> statement.tokens().stream())
        .map(Token::text)
        .toList();
  }

  private static List<Kind> kinds(String sql) {
    return SqlSplitter.split(sql).flaws().stream().map(Flaw::kind).toList();
  }

  private static void isOne(String sql) {
    assertEquals(List.of(sql), texts(sql + ";\n"));
    assertEquals(List.of(), kinds(sql + ";"));
  }

  @Nested
  class Statements {

    @Test
    void endAtSemicolonsAndBeginAtTheirFirstToken() {
      SqlScript script = SqlSplitter.split("-- one\nSELECT 1 ;\n\n  /* two */ SELECT\n 2");
      assertEquals(
          List.of("SELECT 1", "SELECT\n 2"),
          script.statements().stream().map(SqlStatement::text).toList());
      assertEquals(new Position(2, 1), script.statements().getFirst().at());
      assertEquals(new Position(4, 13), script.statements().getLast().at());
      assertEquals(new Position(5, 2), script.statements().getLast().positionOf(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t\f", ";", ";;\n;", "-- only\n", "/* ; */", "\ufeff", "--"})
    void areNoneWhereNothingWouldRun(String sql) {
      assertEquals(List.of(), texts(sql));
    }

    @Test
    void haveTheirLinesWithCarriageReturnsToo() {
      SqlScript script = SqlSplitter.split("\ufeffSELECT 1;\r\n  SELECT 'a\r\nb';\r\nSELECT 3;");
      assertEquals(
          List.of(new Position(1, 1), new Position(2, 3), new Position(4, 1)),
          script.statements().stream().map(SqlStatement::at).toList());
    }

    @Test
    void findTheServersErrorPositionsInCharactersNotCodeUnits() {
      SqlStatement statement = SqlSplitter.split("\nSELECT '😀', nope;").statements().getFirst();
      assertEquals(new Position(2, 14), statement.positionOfCharacter(13));
      assertEquals(new Position(2, 1), statement.positionOfCharacter(0));
      assertEquals(new Position(2, 18), statement.positionOfCharacter(9999));
    }

    @Test
    void keepALimitedNumberOfTokens() {
      SqlStatement large =
          SqlSplitter.split("VALUES " + "(1),".repeat(10_000) + "(1)").statements().getFirst();
      assertEquals(10_000, large.tokens().size());
      assertEquals("(", large.tokens().get(1).text());
    }
  }

  @Nested
  class Quoting {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "SELECT 'a;b''c;'",
          "SELECT 'back\\'",
          "SELECT E'it\\'s;', e'\\\\'",
          "SELECT E'a' -- comment\n 'b\\';c'",
          "SELECT E'a'\n\n'\\';'",
          "SELECT U&'d\\0061;t' UESCAPE '!'",
          "SELECT U&\"d;\"\";\"",
          "SELECT B'1;0', X'F;F', N';'",
          "SELECT $$;'\";$$, $a$ $$;$b$ ;$a$",
          "SELECT $é$;$é$",
          "SELECT a$b, c$$ FROM \"x;y\"\"z\"",
          "SELECT 1 /* ; /* ; */ ; */ + 2 -- ;\n + 3",
          "SELECT /* -- */ 1 /* ' */ + 2",
          "DO $$ BEGIN PERFORM 1; END $$",
          "PREPARE p AS SELECT $1, $2::int, $1$2",
          "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b;)",
          "SELECT x->>'a;b', y#>>'{;}', 5 !=-1, 3 @-1"
        })
    void hidesSemicolons(String sql) {
      isOne(sql);
    }

    @Test
    void endsAStandardStringAtItsFirstLoneQuote() {
      assertEquals(List.of("SELECT 'a\\'", "SELECT 2"), texts("SELECT 'a\\'; SELECT 2;"));
      assertEquals(List.of("SELECT ne'a\\'", "SELECT 2"), texts("SELECT ne'a\\'; SELECT 2"));
    }

    @Test
    void doesNotContinueAStringOnTheSameLine() {
      assertEquals(List.of("SELECT E'a' 'b\\'", "c"), texts("SELECT E'a' 'b\\';c"));
    }

    @Test
    void takesADollarWithinAWordForALetter() {
      assertEquals(List.of("SELECT a$b$", "SELECT 'b'"), texts("SELECT a$b$; SELECT 'b'"));
    }

    @Test
    void endsALineCommentAtACarriageReturn() {
      assertEquals(List.of("SELECT 1"), texts("-- x\rSELECT 1"));
    }
  }

  @Nested
  class Tokens {

    @Test
    void areThoseOfPostgresql() {
      assertEquals(
          List.of(
              "SELECT", "a", ".", "\"b\"", "::", "int", "[", "1", "]", ",", "1.5e-3", ",", ".5"),
          tokens("SELECT a.\"b\"::int[1], 1.5e-3, .5"));
      assertEquals(List.of("a", "=", "-", "1"), tokens("a=-1"));
      assertEquals(List.of("a", "@-", "1"), tokens("a@-1"));
      assertEquals(
          List.of("f", "(", "a", "=>", "$1", ",", "b", ":=", "0x1F", ")"),
          tokens("f(a=>$1,b:=0x1F)"));
      assertEquals(List.of("1_000", "+", "0xE", "+", "1"), tokens("1_000 + 0xE+1"));
      assertEquals(List.of("a", "<", "b"), tokens("a</* x */b"));
    }

    @Test
    void knowTheirKindAndPlace() {
      List<Token> tokens =
          SqlSplitter.split(" SELECT 'x', \"y\", $1, 2").statements().getFirst().tokens();
      assertEquals(
          List.of(
              Token.Kind.WORD,
              Token.Kind.STRING,
              Token.Kind.SYMBOL,
              Token.Kind.QUOTED_IDENTIFIER,
              Token.Kind.SYMBOL,
              Token.Kind.PARAMETER,
              Token.Kind.SYMBOL,
              Token.Kind.NUMBER),
          tokens.stream().map(Token::kind).toList());
      assertEquals(7, tokens.get(1).offset());
    }

    @Test
    void areKeywordsOnlyWithoutQuotes() {
      SqlStatement statement = SqlSplitter.split("create \"INDEX\"").statements().getFirst();
      assertTrue(statement.begins("CREATE"));
      assertFalse(statement.begins("CREATE", "INDEX"));
      assertFalse(statement.begins("CREATE", "INDEX", "X"));
    }
  }

  @Nested
  class Bodies {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
          "create or replace procedure p(x int) begin atomic select case x when 1 then case when true then 2 end end; end",
          "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT (CASE WHEN true THEN 1 END) AS end; END",
          "CREATE FUNCTION f() RETURNS int BEGIN/* c */ATOMIC SELECT t.end, t.case FROM t; END",
          "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2'",
          "CREATE TEMP TRIGGER a AFTER INSERT ON t BEGIN UPDATE t SET a = CASE WHEN 1 THEN 2 END; END",
          "CREATE TRIGGER a AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION begin()",
          "CREATE TRIGGER begin AFTER INSERT ON begin EXECUTE FUNCTION s.begin()",
          "CREATE FUNCTION begin(a int) RETURNS int RETURN 1"
        })
    void hideSemicolons(String sql) {
      isOne(sql);
      assertEquals(List.of(sql, "SELECT 9"), texts(sql + "; SELECT 9"));
    }

    @Test
    void areKnownOnlyInRoutines() {
      assertEquals(List.of("SELECT begin", "SELECT atomic"), texts("SELECT begin; SELECT atomic;"));
      assertEquals(2, texts("CREATE VIEW v AS SELECT CASE WHEN a THEN b END; SELECT 1").size());
    }

    @Test
    void areUnterminatedWithoutEnd() {
      SqlScript script =
          SqlSplitter.split("CREATE FUNCTION f() RETURNS int\n BEGIN ATOMIC SELECT 1; SELECT 2;");
      assertEquals(
          List.of(
              new Flaw(Kind.UNTERMINATED, new Position(2, 2), "BEGIN ATOMIC SELECT 1; SELECT 2;")),
          script.flaws());
    }
  }

  @Nested
  class CopyFromStdin {

    private static final String ROWS = "1\tit's; \"x\n2\t$$ -- /*\n";

    @Test
    void isFollowedByRows() {
      SqlScript script =
          SqlSplitter.split("COPY public.t (a, b) FROM stdin;\n" + ROWS + "\\.\n\nSELECT 1;");
      assertEquals(Optional.of(ROWS), script.statements().getFirst().copyData());
      assertEquals("COPY public.t (a, b) FROM stdin", script.statements().getFirst().text());
      assertEquals(new Position(6, 1), script.statements().getLast().at());
      assertEquals(List.of(), script.flaws());
    }

    @Test
    void knowsOptionsAndCarriageReturns() {
      String csv =
          "copy t from STDIN with (format csv, header); -- rows\r\n\"a;\",1\r\n\\.\r\nSELECT 1";
      SqlScript script = SqlSplitter.split(csv);
      assertEquals(Optional.of("\"a;\",1\r\n"), script.statements().getFirst().copyData());
      assertEquals(2, script.statements().size());
      assertEquals(List.of(), script.flaws());
    }

    @Test
    void mayHaveNoRows() {
      assertEquals(
          Optional.of(""),
          SqlSplitter.split("COPY t FROM stdin;\n\\.\n").statements().getFirst().copyData());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "COPY t FROM stdin;\n1\n",
          "COPY t FROM stdin",
          "COPY t FROM stdin;",
          "COPY t FROM stdin; SELECT 1;\n\\.\n"
        })
    void isUnterminatedWithoutItsLastLine(String sql) {
      assertEquals(List.of(Kind.UNTERMINATED), kinds(sql));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "COPY t TO stdout",
          "COPY t FROM '/stdin'",
          "COPY (SELECT 1 FROM stdin) TO 'x'",
          "SELECT 1 FROM stdin"
        })
    void isNotAnyOtherStatement(String sql) {
      isOne(sql);
      assertEquals(2, texts(sql + ";\nSELECT 1;").size());
    }
  }

  @Nested
  class MetaCommands {

    @Test
    void areFlawsAtTheirPlace() {
      SqlScript script = SqlSplitter.split("\\restrict abc\nSELECT 1;\n  \\i 'x;y.sql'\nSELECT 2;");
      assertEquals(
          List.of(
              new Flaw(Kind.META_COMMAND, new Position(1, 1), "\\restrict abc"),
              new Flaw(Kind.META_COMMAND, new Position(3, 3), "\\i 'x;y.sql'")),
          script.flaws());
      assertEquals(2, script.statements().size());
      assertFalse(script.runnable());
    }

    @Test
    void mayEndAStatement() {
      assertEquals(List.of("SELECT 1", "SELECT 2"), texts("SELECT 1 \\gexec\nSELECT 2;"));
      assertEquals(1, texts("SELECT 1 \\x\n , 2;").size());
    }
  }

  @Nested
  class Flaws {

    @ParameterizedTest
    @ValueSource(
        strings = {"'a;\nb", "E'a\\'", "\"a", "$x$ a $y$", "/* a /* */", "U&'a", "U&\"", "x'0"})
    void sayWhereTheUnterminatedBegan(String opened) {
      SqlScript script = SqlSplitter.split("SELECT 1;\n  SELECT  " + opened);
      assertEquals(List.of(Kind.UNTERMINATED), script.flaws().stream().map(Flaw::kind).toList());
      assertEquals(new Position(2, 11), script.flaws().getFirst().at());
    }

    @Test
    void nameTheCharacterThatNoServerTakes() {
      assertEquals(List.of(Kind.NUL_CHARACTER), kinds("SELECT 1\0;"));
    }

    @Test
    void areLimited() {
      assertEquals(100, kinds("\\x\n".repeat(500) + "COMMIT;".repeat(500)).size());
    }
  }

  @Nested
  class Transactions {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "BEGIN;%sCOMMIT;",
          "begin transaction;%send;",
          "START TRANSACTION;%sCOMMIT WORK",
          "-- x\nBEGIN WORK;%sEND TRANSACTION;"
        })
    void aroundEverythingAreTakenAway(String around) {
      String text = around.formatted("\nSELECT 1;\nSELECT 2;\n");
      SqlScript script = SqlSplitter.split(text);
      assertEquals(List.of(Kind.OUTER_TRANSACTION), kinds(text));
      assertEquals(List.of("SELECT 1", "SELECT 2"), texts(text));
      assertTrue(script.runnable());
      SqlStatement first = script.statements().getFirst();
      assertEquals("SELECT 1", text.substring(first.offset(), first.offset() + 8));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "SELECT 1; COMMIT",
          "SELECT 1; BEGIN; SELECT 2; COMMIT; SELECT 3",
          "BEGIN; SELECT 1; ROLLBACK",
          "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT",
          "BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT",
          "BEGIN; SELECT 1; COMMIT AND CHAIN",
          "SAVEPOINT a; ROLLBACK TO a; RELEASE a",
          "PREPARE TRANSACTION 'x'",
          "COMMIT PREPARED 'x'",
          "ABORT",
          "END"
        })
    void ofAnyOtherFormAreFlaws(String sql) {
      assertTrue(kinds(sql).contains(Kind.TRANSACTION_CONTROL));
      assertFalse(kinds(sql).contains(Kind.OUTER_TRANSACTION));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "BEGIN; SELECT 1",
          "START TRANSACTION ISOLATION LEVEL SERIALIZABLE; SELECT 1",
          "SELECT 1; BEGIN"
        })
    void thatNothingEndsAreFlawsOfTheirOwn(String sql) {
      assertEquals(List.of(Kind.OPEN_TRANSACTION), kinds(sql));
    }

    @Test
    void areOpenOnlyAfterTheLastEnd() {
      assertEquals(
          List.of(
              Kind.TRANSACTION_CONTROL,
              Kind.TRANSACTION_CONTROL,
              Kind.OPEN_TRANSACTION,
              Kind.TRANSACTION_CONTROL),
          kinds("BEGIN; ABORT; BEGIN; ROLLBACK TO SAVEPOINT a"));
    }

    @Test
    void mayNotHoldSavepointsEither() {
      assertEquals(
          List.of(Kind.OUTER_TRANSACTION, Kind.TRANSACTION_CONTROL),
          kinds("BEGIN; SAVEPOINT a; SELECT 1; COMMIT;"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
          "SET LOCAL lock_timeout = '2s'",
          "DO $$ BEGIN COMMIT; END $$",
          "PREPARE p AS SELECT 1",
          "SELECT 'BEGIN; COMMIT;'"
        })
    void areNotWhatOnlyLooksLikeThem(String sql) {
      isOne(sql);
    }

    @Test
    void mayBeEmpty() {
      assertEquals(List.of(), texts("BEGIN; COMMIT;"));
    }
  }

  @Test
  void takesTheSameStatementsFromEveryLineEnd() {
    String sql = "BEGIN;\nSELECT 'a\nb';\n-- c\nCOPY t FROM stdin;\n1\n\\.\nCOMMIT;\n";
    assertEquals(
        texts(sql),
        texts(sql.replace("\n", "\r\n")).stream().map(t -> t.replace("\r\n", "\n")).toList());
  }
}
