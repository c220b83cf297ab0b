package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs as people have them, and as they break. */
class ShadowUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ann:s3cret@db.example:5433/shop?sslmode=require",
        "postgres://ann:s3cret@db.example:5433/shop?sslmode=require",
        "jdbc:postgresql://db.example:5433/shop?user=ann&password=s3cret&sslmode=require",
        "  postgresql://ann:s3cret@db.example:5433/shop?sslmode=require\n",
      })
  void readsBothForms(String url) {
    assertEquals(
        new ShadowUrl(
            "db.example:5433", "shop", new Login("ann", "s3cret"), Map.of("sslmode", "require")),
        ShadowUrl.parse(url));
  }

  @Test
  void fillsInWhatPostgresqlDoes() {
    assertEquals(
        new ShadowUrl("db:5432", "postgres", new Login("ann", ""), Map.of()),
        ShadowUrl.parse("postgresql://ann@db"));
    assertEquals("[::1]:5432", ShadowUrl.parse("postgresql://ann@[::1]/").address());
  }

  @Test
  void decodesWhatIsPercentEncoded() {
    ShadowUrl url = ShadowUrl.parse("postgresql://a%40b:p%3A%2F%3F%23+%20@db/my%20shop");
    assertEquals(new Login("a@b", "p:/?#+ "), url.login());
    assertEquals("my shop", url.database());
  }

  @ParameterizedTest
  @CsvSource({
    "mysql://ann:s3cret@db/shop, is no URL",
    "s3cret, is no URL",
    "postgresql:///shop?password=s3cret, has no host",
    "postgresql://ann:s3cret@a:1;b:2/shop, has no host",
    "postgresql://ann:s3/cret@db/shop, is no URL",
    "postgresql://ann:s3cret@db:0/shop, port",
    "postgresql://ann:s3cret@db:65536/shop, port",
    "postgresql://ann:s3cret@db:s3cret/shop, has no host",
    "postgresql://:s3cret@db/shop, has no user",
    "postgresql://ann:s3cret%@db/shop, has a % in its \"password\"",
    "postgresql://ann:s3cret@db/shop?socketFactory=java.lang.String, \"socketFactory\"",
    "postgresql://ann:s3cret@db/shop?s3cret, has a query",
    "postgresql://ann@db/shop?sslmode=s3cret%zz, \"sslmode\"",
  })
  void namesThePartThatIsWrongAndNoPassword(String url, String part) {
    InputException refused = assertThrows(InputException.class, () -> ShadowUrl.parse(url));
    assertEquals(ErrorCode.DATABASE_URL_INVALID, refused.code());
    assertTrue(refused.problem().toString().contains(part), () -> refused.problem().toString());
    assertFalse(refused.problem().toString().contains("s3"), () -> refused.problem().toString());
  }

  @Test
  void takesNoListOfHosts() {
    String url = "postgresql://ann:s3cret@a:1,b:2/shop";
    InputException refused = assertThrows(InputException.class, () -> ShadowUrl.parse(url));
    assertTrue(
        refused.problem().toString().contains("names several hosts"),
        () -> refused.problem().toString());
  }

  @Test
  void keepsThePasswordOutOfItsText() {
    assertFalse(ShadowUrl.parse("postgresql://ann:s3cret@db").toString().contains("s3cret"));
  }
}
