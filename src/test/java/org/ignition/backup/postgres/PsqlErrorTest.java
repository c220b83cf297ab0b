package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is understood of what psql says, and what is not passed on. */
class PsqlErrorTest {

  @Test
  void keepsCodeAndMessageAndNoRow() {
    assertEquals(
        new PsqlError("22P02", "invalid input syntax for type integer: \"x\""),
        PsqlError.of(
            3,
            List.of(
                "psql:<stdin>:7: WARNING:  25001: there is already a transaction in progress",
                "LOCATION:  BeginTransactionBlock, xact.c:3898",
                "psql:<stdin>:93: ERROR:  22P02: invalid input syntax for type integer: \"x\"",
                "CONTEXT:  COPY users, line 3, column id: \"x s3cret\"",
                "LOCATION:  pg_strtoint32_safe, numutils.c:617")));
  }

  @Test
  void understandsOtherLanguages() {
    assertEquals(
        new PsqlError("42501", "keine Berechtigung für Schema public"),
        PsqlError.of(
            3, List.of("psql:<stdin>:12: FEHLER:  42501: keine Berechtigung für Schema public")));
  }

  @Test
  void knowsWhenNoServerSpoke() {
    assertEquals(
        new PsqlError("", "psql: error: connection to server failed"),
        PsqlError.of(
            2,
            List.of(
                "psql:<stdin>:7: WARNING:  25001: there is already a transaction in progress",
                "psql: error: connection to server failed")));
    assertEquals(new PsqlError("", ""), PsqlError.of(1, List.of()));
  }
}
