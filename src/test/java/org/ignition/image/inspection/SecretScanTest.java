package org.ignition.image.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.ignition.testing.ImageFixture;
import org.ignition.testing.Packed;
import org.ignition.testing.TarFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScanTest {

  /** Assembled here, so that scanners of this repository have nothing to find. */
  private static final String BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ\n";

  private static final String KEY = armour("PRIVATE KEY");
  private static final String CERTIFICATE = armour("CERTIFICATE");

  private static String armour(String what) {
    return "-----BEGIN " + what + "-----\n" + BODY.repeat(4) + "-----END " + what + "-----\n";
  }

  private static List<SecretFinding> scan(ImageFixture image, String... intended) {
    return new ImageInspector()
        .inspect(image.image(), new InspectionRequest(Optional.empty(), List.of(intended)))
        .secrets();
  }

  private static List<String> rules(String path, String content) {
    return scan(new ImageFixture().layer(new TarFixture().file(path, content))).stream()
        .map(SecretFinding::rule)
        .toList();
  }

  @Nested
  class Files {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "PRIVATE KEY",
          "RSA PRIVATE KEY",
          "EC PRIVATE KEY",
          "ENCRYPTED PRIVATE KEY",
          "OPENSSH PRIVATE KEY",
          "PGP PRIVATE KEY BLOCK"
        })
    void findsPrivateKeysOfEveryKind(String kind) {
      assertEquals(List.of("private-key"), rules("etc/nginx/tls.pem", armour(kind)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"srv/deploy_key", "srv/key.bin", "etc/ssh/ssh_host_rsa_key", "app/a.key"})
    void findsThemUnderAnyName(String path) {
      assertEquals(List.of("private-key"), rules(path, KEY));
    }

    @Test
    void findsAKeyBehindACertificateOrWithHeaders() {
      assertEquals(List.of("private-key"), rules("etc/haproxy.pem", CERTIFICATE + KEY));
      String encrypted =
          KEY.replace(
              "KEY-----\n" + BODY, "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\n" + BODY);
      assertEquals(List.of("private-key"), rules("etc/a.pem", encrypted));
      assertEquals(List.of("private-key"), rules("etc/windows.pem", KEY.replace("\n", "\r\n")));
    }

    @Test
    void takesNoCertificateForASecret() {
      assertEquals(List.of(), rules("etc/ssl/certs/ca.pem", CERTIFICATE.repeat(20)));
      assertEquals(List.of(), rules("etc/key.pub.pem", armour("PUBLIC KEY")));
    }

    @Test
    void takesNoMentionOfAKeyForAKey() {
      assertEquals(
          List.of(),
          rules(
              "entrypoint",
              "#!/bin/sh\ncat <<E\n-----BEGIN PRIVATE KEY-----\n$KEY\nE\n" + " ".repeat(80)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "etc/ssl/private/ssl-cert-snakeoil.key",
          "usr/share/doc/openssl/demo.pem",
          "usr/lib/python3.12/site-packages/twisted/test/server.pem",
          "usr/local/lib/python3.12/test/certdata/keycert.pem",
          "app/node_modules/public-encrypt/test/rsa.1024.priv",
          "usr/local/go/src/crypto/tls/testdata/example-key.pem",
          "usr/lib/google-cloud-sdk/platform/gsutil/gslib/tests/test_data/key.pem",
          "app/.venv/lib/python3/site-packages/pkg/test_key.pem"
        })
    void passesOverWhatPackagesPublish(String path) {
      assertEquals(List.of(), rules(path, KEY));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "app/tests/key.pem",
          "usr/lib/python3.12/site-packages/shop/keys/production.pem",
          "app/docs/key.pem",
          "usr/share/nginx/html/tests/key.pem"
        })
    void isNotTalkedOutOfItByTheOwnersFolders(String path) {
      assertEquals(List.of("private-key"), rules(path, KEY));
    }

    @ParameterizedTest
    @CsvSource({
      ".env, 1",
      "app/.env, 1",
      "app/.env.production, 1",
      "app/.env.example, 0",
      "app/.env.sample, 0",
      "app/.env.template, 0",
      "app/.envrc, 0",
      "app/my.env.js, 0",
      "app/node_modules/pkg/.env, 0"
    })
    void findsDotenvFilesButNotTheirExamples(String path, int count) {
      assertEquals(count, rules(path, "DATABASE_PASSWORD=hunter2\n").size());
    }

    @Test
    void takesNoEmptyOrCommentedDotenvForASecret() {
      assertEquals(List.of(), rules("app/.env", ""));
      assertEquals(List.of(), rules("app/.env", "# nothing here\nNAME=\n"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "aws-credentials|root/.aws/credentials|[default]~aws_secret_access_key = abcdefgh",
          "gcloud-credentials|root/.config/gcloud/application_default_credentials.json|{\"refresh_token\": \"1//x\"}",
          "service-account|app/key.json|{\"private_key\": \"-----BEGIN PRIVATE KEY-----\\nMII\"}",
          "registry-login|root/.docker/config.json|{\"auths\":{\"ghcr.io\":{\"auth\":\"dXNlcg==\"}}}",
          "npm-token|root/.npmrc|//r.example/:_authToken=abcdef012345",
          "netrc|root/.netrc|machine x login y password z12345",
          "pypirc|root/.pypirc|[pypi]~password = abcdefg",
          "git-credentials|root/.git-credentials|https://me:abcdef@github.example",
          "git-credentials|app/.git/config|[http]~ extraheader = AUTHORIZATION: basic eHg6",
          "kubeconfig|root/.kube/config|users:~- user:~    token: abcdefgh",
          "ssh-key|root/.ssh/id_ed25519|anything",
          "key-store|app/server.p12|binary",
          "password-file|root/.pgpass|h:1:d:u:p",
          "github-cli|root/.config/gh/hosts.yml|github.com:~  oauth_token: gho_x1234"
        })
    void findsLogins(String rule, String path, String content) {
      assertEquals(List.of(rule), rules(path, content.replace('~', '\n')));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "root/.docker/config.json|{\"auths\":{},\"credsStore\":\"desktop\"}",
          "root/.npmrc|//r.example/:_authToken=${NPM_TOKEN}",
          "root/.npmrc|registry=https://r.example",
          "app/.git/config|[remote]~ url = https://github.com/acme/shop",
          "root/.aws/config|[default]~region = eu-west-1",
          "app/package.json|{\"private\": true}",
          "opt/java/truststore.p12|binary",
          "root/.ssh/id_ed25519.pub|ssh-ed25519 AAAA"
        })
    void leavesFilesWithoutALoginAlone(String path, String content) {
      assertEquals(List.of(), rules(path, content.replace('~', '\n')));
    }

    @Test
    void findsThemInPackedLayersAsWell() {
      byte[] layer = new TarFixture().file("a.pem", KEY).bytes();
      ImageFixture image =
          new ImageFixture()
              .layer("gzip", Packed.gzip(layer))
              .layer("zstd", Packed.zstd(new TarFixture().file("b.pem", KEY).bytes()));

      assertEquals(
          List.of("/a.pem", "/b.pem"), scan(image).stream().map(SecretFinding::where).toList());
    }

    @Test
    void saysThatADeletedSecretIsStillThere() {
      ImageFixture image =
          new ImageFixture()
              .layer(new TarFixture().file("app/a.pem", KEY))
              .layer(new TarFixture().file("app/.wh.a.pem", ""));

      List<SecretFinding> findings = scan(image);

      assertEquals(1, findings.size());
      assertTrue(findings.getFirst().why().contains("a later layer deletes it"));
    }

    @Test
    void passesOverWhatIsListedAsIntended() {
      ImageFixture image =
          new ImageFixture()
              .layer(new TarFixture().file("app/test/a.pem", KEY).file("app/b.pem", KEY));

      assertEquals(2, scan(image).size());
      assertEquals(1, scan(image, "/app/test/*.pem").size());
      assertEquals(0, scan(image, "**/*.pem").size());
      assertEquals(0, scan(image, "app/**").size());
      assertEquals(2, scan(image, "*.pem", "/app/*/b.pem", "app/[ab].pem").size());
    }

    @Test
    void findsASecretBehindAnyNumberOfIntendedOnes() {
      TarFixture tar = new TarFixture();
      for (int i = 0; i < 1100; i++) {
        tar.file("fixtures/" + i + ".pem", KEY);
      }
      ImageFixture image = new ImageFixture().layer(tar.file("late.pem", KEY));

      assertEquals(
          List.of("/late.pem"),
          scan(image, "/fixtures/**").stream().map(SecretFinding::where).toList());
    }

    @Test
    void escapesNamesThatWouldForgeALogLine() {
      List<SecretFinding> findings =
          scan(new ImageFixture().layer(new TarFixture().file("a\n::error::.pem", KEY)));

      assertEquals("/a\\u000a::error::.pem", findings.getFirst().where());
    }

    @Test
    void neverRepeatsTheSecret() {
      String text = scan(new ImageFixture().layer(new TarFixture().file("a.pem", KEY))).toString();

      assertFalse(text.contains(BODY.strip()));
    }
  }

  @Nested
  class Configuration {

    private static List<String> rules(String assignment) {
      return scan(new ImageFixture().environment(assignment)).stream()
          .map(SecretFinding::rule)
          .toList();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "API_TOKEN=9f8a7b6c5d",
          "SESSION_SECRET=correct horse",
          "POSTGRES_PASSWORD=postgres",
          "DB_PASSWORD_MAIN=hunter2",
          "STRIPE_API_KEY=abcdef",
          "token=abcdef123"
        })
    void findsSecretsByName(String assignment) {
      assertEquals(List.of("secret-name"), rules(assignment));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "API_TOKEN=",
          "API_TOKEN=changeme",
          "API_TOKEN=<your token>",
          "API_TOKEN=${TOKEN}",
          "API_TOKEN=your-token-here",
          "POSTGRES_PASSWORD_FILE=/run/secrets/password",
          "DB_PASSWORD=/run/secrets/password",
          "MYSQL_ALLOW_EMPTY_PASSWORD=yes",
          "PASSWORD_MIN_LENGTH=12",
          "GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305",
          "PYTHON_SHA256=c909157bb25ec114e5869124cc2a9c4a4d4c1e957ca4ff553f1edc692101154e",
          "JWT_PUBLIC_KEY=-----BEGIN PUBLIC KEY-----",
          "TOKENIZERS_PARALLELISM=false",
          "PATH=/usr/bin"
        })
    void leavesSettingsAndPlaceholdersAlone(String assignment) {
      assertEquals(List.of(), rules(assignment));
    }

    @Test
    void findsSecretsByTheirShapeWhateverTheName() {
      assertEquals(List.of("github-token"), rules("A=ghp_" + "a1".repeat(18)));
      assertEquals(List.of("github-token"), rules("A=github_pat_" + "a1".repeat(11)));
      assertEquals(List.of("aws-key"), rules("A=AKIA" + "Z7".repeat(8)));
      assertEquals(List.of(), rules("A=AKIAIOSFODNN7EXAMPLE"));
      assertEquals(List.of("slack-token"), rules("A=xoxb-" + "1234567890"));
      assertEquals(List.of("stripe-key"), rules("A=sk_live_" + "a1".repeat(8)));
      assertEquals(List.of("jwt"), rules("A=eyJ" + "hbGciOiJI.eyJ" + "zdWIiOiIx.c2lnbmF0dXJl"));
      assertEquals(List.of("private-key"), rules("A=" + KEY));
      assertEquals(List.of("url-password"), rules("DATABASE_URL=postgres://u:hunter2@db/x"));
      assertEquals(List.of(), rules("DATABASE_URL=postgres://u:$PASSWORD@db/x"));
    }

    @Test
    void namesTheVariableAndTakesItFromTheList() {
      ImageFixture image = new ImageFixture().environment("API_TOKEN=9f8a7b6c5d");

      assertEquals("env:API_TOKEN", scan(image).getFirst().where());
      assertEquals(List.of(), scan(image, "env:API_TOKEN"));
      assertEquals(List.of(), scan(image, "env:*_TOKEN"));
      assertEquals(1, scan(image, "env:API", "/API_TOKEN").size());
    }

    @Test
    void findsBuildArgumentsInTheHistory() {
      ImageFixture image =
          new ImageFixture()
              .history("FROM debian")
              .history("RUN |2 NPM_TOKEN=abcdef0123 VERSION=1.0 /bin/sh -c npm ci # buildkit")
              .history("RUN |1 VERSION=1.0 /bin/sh -c MY_TOKEN=$(cat /run/x) make # buildkit");

      assertEquals(List.of("history:1"), scan(image).stream().map(SecretFinding::where).toList());
    }

    @Test
    void findsTokensInLabels() {
      ImageFixture image = new ImageFixture().label("source", "https://x:hunter2@git.example/a");

      assertEquals("label:source", scan(image).getFirst().where());
    }

    @Test
    void readsWhatTheConfigurationSays() {
      ImageConfiguration configuration =
          new ImageInspector()
              .inspect(
                  new ImageFixture()
                      .environment("A=b=c")
                      .environment("EMPTY")
                      .label("k", "v")
                      .history("step")
                      .image(),
                  new InspectionRequest(Optional.empty(), List.of()))
              .configuration();

      assertEquals("linux/amd64", configuration.platform().toString());
      assertEquals("b=c", configuration.environment().get("A"));
      assertEquals("", configuration.environment().get("EMPTY"));
      assertEquals("v", configuration.labels().get("k"));
      assertEquals("1000", configuration.user());
      assertEquals(List.of("step"), configuration.history());
    }
  }
}
