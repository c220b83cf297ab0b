package org.ignition.backup.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.testing.TestAuthority;
import org.ignition.testing.TlsFront;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token of a job, given by a GitHub whose certificate is of a company's own authority. */
class JobTokenCertificateIT {

  private static final String BEARER = "runner-secret";

  @TempDir private static Path certificates;

  private static WireMockServer github;
  private static TestAuthority authority;
  private static TlsFront front;

  @TempDir Path work;

  @BeforeAll
  static void start() throws Exception {
    github =
        new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
    github.start();
    github.stubFor(get(anyUrl()).willReturn(okJson("{\"value\":\"a.b.c\"}")));
    authority = TestAuthority.in(certificates);
    front = TlsFront.before("127.0.0.1:" + github.port(), authority.server());
  }

  @AfterAll
  static void end() {
    front.close();
    github.stop();
  }

  private static JobToken token(String host, Optional<Path> authorities) {
    return new JobToken(
        Map.of(
            "ACTIONS_ID_TOKEN_REQUEST_URL",
            "https://" + host + ":" + front.port() + "/token?api-version=2.0",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
            BEARER),
        authorities,
        Duration.ofMillis(1));
  }

  @Test
  void isGivenWhereTheAuthorityIsNamed() {
    assertEquals("a.b.c", token("localhost", Optional.of(authority.certificate())).get());
  }

  @Test
  void isAskedOfNobodyElse() throws Exception {
    github.resetRequests();
    assertUntrusted("localhost", Optional.empty());
    Path other = TestAuthority.in(Files.createDirectory(work.resolve("other"))).certificate();
    assertUntrusted("localhost", Optional.of(other));
    assertEquals(List.of(), github.getAllServeEvents());
  }

  /** A certificate is good for its own names only, whoever signed it. */
  @Test
  void looksAtTheNameOfTheServer() {
    assertUntrusted("127.0.0.2", Optional.of(authority.certificate()));
  }

  private static void assertUntrusted(String host, Optional<Path> authorities) {
    RemoteException refused =
        assertThrows(RemoteException.class, () -> token(host, authorities).get());
    assertEquals(ErrorCode.BACKUP_STORE_UNREACHABLE, refused.code());
    assertTrue(refused.problem().what().endsWith("is not trusted"), refused::toString);
    assertTrue(refused.problem().why().contains("Ignition Test Authority"), refused::toString);
    assertTrue(refused.problem().advice().contains("`backup.remote.ca-certificate`"));
    assertFalse(refused.toString().contains(BEARER), refused::toString);
  }
}
