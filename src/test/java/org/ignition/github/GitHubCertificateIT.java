package org.ignition.github;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.ignition.migration.report.Commented;
import org.ignition.registry.Proxies;
import org.ignition.testing.TestAuthority;
import org.ignition.testing.TlsFront;
import org.ignition.tls.Trust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A GitHub Enterprise Server whose certificate is of a company's own authority. */
class GitHubCertificateIT extends AtGitHub {

  @TempDir Path folder;

  @Test
  void trustsTheAuthorityThatIsGivenAndNoOther() throws Exception {
    canPost();
    TestAuthority authority = TestAuthority.in(folder);
    try (TlsFront front = TlsFront.before("127.0.0.1:" + server.port(), authority.server())) {
      Commented unknown = put(front, List.of());
      assertInstanceOf(Commented.Failed.class, unknown);
      assertTrue(unknown.sentence().contains("`ca-certificate`"), unknown.sentence());
      assertTrue(unknown.sentence().contains("CN=Ignition Test Authority"), unknown.sentence());
      assertFalse(unknown.sentence().contains(TOKEN), unknown.sentence());
      assertInstanceOf(Commented.Added.class, put(front, Trust.read(authority.certificate())));
    }
  }

  private static Commented put(TlsFront front, List<X509Certificate> authorities) {
    GitHubAccess access =
        GitHubAccess.of("https://localhost:" + front.port(), TOKEN, Proxies.NONE, authorities);
    return new GitHubComments(access, "acme/shop", 7, PATIENCE).put(COMMENT);
  }
}
