package org.ignition.database.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs as people have them, and as they break. */
class DatabaseUrlTest {

  private static final DatabaseLogin NOBODY = DatabaseLogin.of("", "");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://db.example:5433/shop?sslmode=verify-full",
        "postgres://db.example:5433/shop?sslmode=verify-full",
        "jdbc:postgresql://db.example:5433/shop?sslmode=verify-full",
        "\tpostgresql://@db.example:5433/shop?sslmode=verify-full\n",
      })
  void readsWhereAServerIs(String url) {
    assertEquals(
        new PostgresUrl("db.example", 5433, "shop", NOBODY, Map.of("sslmode", "verify-full")),
        DatabaseUrl.parse(url, false));
  }

  @Test
  void knowsAddressesOfBothKindsAndTheUsualPort() {
    assertEquals("[2001:db8::1]:5432", postgres("postgresql://[2001:db8::1]/shop").address());
    assertEquals("10.0.0.1:6000", postgres("postgresql://10.0.0.1:6000/shop").address());
    assertEquals("ä/b", postgres("postgresql://db/%C3%A4%2Fb").database());
  }

  private static PostgresUrl postgres(String url) {
    return (PostgresUrl) DatabaseUrl.parse(url, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ann@db/shop",
        "postgresql://ann:s3cret@db/shop",
        "postgresql://:s3cret@db/shop",
        "postgresql://db/shop?password=s3cret",
        "jdbc:postgresql://db/shop?user=ann",
      })
  void refusesUserinfoUnlessItIsAllowed(String url) {
    InputException refused =
        assertThrows(InputException.class, () -> DatabaseUrl.parse(url, false));
    assertEquals(ErrorCode.DATABASE_URL_INVALID, refused.code());
    assertTrue(refused.problem().advice().contains("`database-user` and `database-password`"));
    assertFalse(refused.problem().toString().contains("s3cret"));
    assertFalse(DatabaseUrl.parse(url, true).toString().contains("s3cret"));
    assertFalse(DatabaseUrl.parse(url, true).shown().contains("s3cret"));
  }

  @Test
  void takesUserAndPasswordFromInputsBeforeTheUrl() {
    PostgresUrl url = (PostgresUrl) DatabaseUrl.parse("postgresql://ann:s3cret@db/shop", true);
    assertEquals(new DatabaseLogin("ann", Optional.of("s3cret")), url.login(NOBODY));
    assertEquals(
        new DatabaseLogin("bob", Optional.of("other")),
        url.login(DatabaseLogin.of("bob", "other")));
    assertEquals(
        new DatabaseLogin("ann", Optional.of("other")), url.login(DatabaseLogin.of("", "other")));
    InputException refused =
        assertThrows(InputException.class, () -> postgres("postgresql://db/shop").login(NOBODY));
    assertTrue(refused.problem().advice().contains("`database-user`"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', is no URL",
    "mysql://db/shop, is no URL",
    "s3cret, is no URL",
    "postgresql://db, names no database",
    "postgresql://db/, names no database",
    "postgresql:///shop, has no host",
    "postgresql:///shop?host=/run/postgresql, Unix socket",
    "postgresql://%2Frun%2Fpostgresql/shop, Unix socket",
    "postgresql://db:0/shop, port",
    "postgresql://db:65536/shop, port",
    "postgresql://db/sh%zzop, has a % in its \"database\"",
    "postgresql://db/sh%0Aop, has a control character in its \"database\"",
    "postgresql://db/shop?sslmode=s3cret, sslmode",
    "postgresql://db/shop?sslmode=VERIFY-FULL, sslmode",
    "postgresql://db/shop?socketFactory=java.lang.String, \"socketFactory\"",
    "postgresql://db/shop?options=-c%20a=b, \"options\"",
    "postgresql://db/shop?s3cret, has a query",
    "postgresql://d b/shop, has no host",
    "postgresql://db/shop#s3cret, is no URL",
    "sqlite:, names no file",
    "sqlite::memory:, names no file",
    "jdbc:sqlite:file:shop.db, names no file",
    "sqlite://host/shop.db, names a host",
    "sqlite:shop.db?mode=ro, has parameters",
    "sqlite:sh%zzop.db, has a % in its \"path\"",
    "sqlite:sh%00op.db, path",
  })
  void namesThePartThatIsWrong(String url, String part) {
    InputException refused =
        assertThrows(InputException.class, () -> DatabaseUrl.parse(url, false));
    assertEquals(ErrorCode.DATABASE_URL_INVALID, refused.code());
    assertTrue(refused.problem().toString().contains(part), () -> refused.problem().toString());
    assertTrue(refused.problem().what().startsWith("`database-url` "));
    assertFalse(refused.problem().toString().contains("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ann:a?s3cret=b@db/shop",
        "postgresql://ann:a?s3cret=%zz@db/shop",
        "postgresql://ann:a?s3cret=%0A@db/shop",
        "postgresql://ann:a?b=1&s3cret=2@db/shop",
        "postgresql://ann:1/s3cret@db",
        "postgresql://ann:1/s3cret@db?sslmode=require",
        "postgresql://ann:a/s3cret@db/shop",
        "postgresql://ann:a#s3cret@db/shop",
      })
  void showsNoPartOfAPasswordThatIsNotEncoded(String url) {
    for (boolean allowed : new boolean[] {true, false}) {
      InputException refused =
          assertThrows(InputException.class, () -> DatabaseUrl.parse(url, allowed));
      assertFalse(refused.problem().toString().contains("s3cret"), refused.problem()::toString);
      assertTrue(refused.problem().advice().contains("percent-encoded"));
    }
  }

  @Test
  void takesNoListOfHosts() {
    InputException refused =
        assertThrows(
            InputException.class, () -> DatabaseUrl.parse("postgresql://a:1,b:2/shop", false));
    assertTrue(refused.problem().what().contains("names several hosts"));
  }

  @ParameterizedTest
  @CsvSource({
    "sqlite:shop.db, shop.db",
    "sqlite:data/my%20shop.db, data/my shop.db",
    "sqlite:/var/shop.db, /var/shop.db",
    "sqlite:///var/shop.db, /var/shop.db",
    "sqlite:////var/shop.db, /var/shop.db",
    "jdbc:sqlite:data/100%.db, data/100%.db",
    "jdbc:sqlite:/var/shop.db, /var/shop.db",
  })
  void readsWhereAFileIs(String url, String path) {
    assertEquals(new SqliteUrl(Path.of(path)), DatabaseUrl.parse(url, false));
  }

  @Test
  void resolvesFilesInTheWorkspace() {
    Path workspace = Path.of("/home/shop");
    assertEquals(Path.of("/home/shop/a.db"), new SqliteUrl(Path.of("a.db")).in(workspace).file());
    assertEquals(Path.of("/a.db"), new SqliteUrl(Path.of("/a.db")).in(workspace).file());
  }

  @Test
  void showsNoPassword() {
    assertEquals("ann", DatabaseLogin.of("ann", "s3cret").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/shop, db",
    "shop, db-1",
    "/opt/my shop, db",
  })
  void takesNamesOfCompose(String project, String service) {
    assertEquals(service, new Route.ComposeService(project, service).service());
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/shop, '$(reboot)'",
    "/opt/shop, 'db;reboot'",
    "/opt/shop, --privileged",
    "/opt/shop, ''",
    "--project, db",
    "'', db",
    "../shop, db",
    "'/opt/a,b', db",
    "'/opt/\u0085', db",
  })
  void refusesWhatIsNoNameOfCompose(String project, String service) {
    assertThrows(InputException.class, () -> new Route.ComposeService(project, service));
  }
}
