package org.ignition.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupOrder;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.ImageName;
import org.ignition.image.Platform;
import org.ignition.image.ReleaseVersion;
import org.ignition.json.Node;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.Layout;
import org.ignition.migration.SchemaRange;
import org.ignition.migration.rule.Preset;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

  private static final Path FILE = Path.of("ignition.yml");
  private static final String ED25519 =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJtvbAGkH1cK1rKNDdQyYvFmhs1Y5vpRmmjJ2PhXHxkb";

  @Test
  void readsHowBackupsAreKept() {
    BackupSettings backup =
        ConfigurationReader.read(
                """
                backup:
                  directory: ../dumps
                  on: runner
                  kept-by-workflow: true
                  keep: {pre-migration: 14d, newest: 5, releases: 0}
                  recipients: [age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p]
                  proof: restore
                  remote:
                    bucket: shop-backups
                    prefix: /a/b/
                    region: auto
                    endpoint: https://r2.example
                    encryption: aws:kms
                    kms-key: alias/backups
                    storage-class: {monthly: GLACIER}
                    ca-certificate: certificates/company.pem
                    role: arn:aws:iam::123456789012:role/backups
                """,
                Path.of("ignition.yml"))
            .backup();
    assertEquals(Path.of("../dumps"), backup.directory());
    assertEquals(Optional.of(BackupSettings.On.RUNNER), backup.on());
    assertTrue(backup.keptByWorkflow());
    assertEquals(14, backup.keep().limit(BackupKind.PRE_MIGRATION).toDays());
    assertEquals(30, backup.keep().limit(BackupKind.DAILY).toDays());
    assertEquals(5, backup.keep().newest());
    assertEquals(0, backup.keep().releases());
    assertEquals(1, backup.recipients().size());
    assertEquals(Optional.of(BackupOrder.Proof.RESTORE), backup.proof());
    assertEquals(
        Optional.of(
            new RemoteSettings(
                "shop-backups",
                "a/b",
                "auto",
                Optional.of(URI.create("https://r2.example")),
                true,
                Optional.of(
                    new RemoteSettings.ServerSideEncryption(
                        "aws:kms", Optional.of("alias/backups"))),
                Map.of(BackupKind.MONTHLY, "GLACIER"),
                Optional.of(Path.of("certificates/company.pem")),
                Optional.of("arn:aws:iam::123456789012:role/backups"))),
        backup.remote());
  }

  @Test
  void readsEveryKey() {
    Configuration configuration =
        read(
            """
            image:
              canonical: ghcr.io/acme/shop
              staging: ghcr.io/acme/shop-dev
              main-branch: trunk
              release-branches: [trunk, release/*]
              archive: out/image.tar
              platform: linux/arm64
              title: Shop
              url: https://shop.example
              licenses: Apache-2.0
              description: Sells things
              parameters: {jre: 25, debug: false}
              tags: {branch: true, series: true}
              allow-secrets: ["/app/*.pem", "env:TOKEN"]
            version:
              from: tag
              sources: [web/package.json]
              file: /srv/VERSION
            registry:
              plain-http: ["registry.internal:5000"]
            """);
    ImageSettings image = configuration.image();
    assertEquals(Optional.of(ImageName.parse("ghcr.io/acme/shop")), image.canonical());
    assertEquals(Optional.of(ImageName.parse("ghcr.io/acme/shop-dev")), image.staging());
    assertEquals(Optional.of("trunk"), image.mainBranch());
    assertEquals(
        List.of(new BranchPattern("trunk"), new BranchPattern("release/*")),
        image.releaseBranches());
    assertEquals(new ImageSource.Archive(Path.of("out/image.tar")), image.source());
    assertEquals(Platform.parse("linux/arm64"), image.platform());
    assertEquals(
        new ImageDescription(
            Optional.of("Shop"),
            Optional.of("https://shop.example"),
            Optional.of("Apache-2.0"),
            Optional.of("Sells things")),
        image.description());
    assertEquals(Map.of("jre", "25", "debug", "false"), image.parameters());
    assertEquals(new TagSettings(true, true), image.tags());
    assertEquals(
        new AllowedSecrets(List.of("/app/*.pem"), List.of("TOKEN")), image.allowedSecrets());
    assertEquals(VersionOrigin.TAG, configuration.version().from());
    assertEquals(Path.of("web/package.json"), configuration.version().sources().getFirst().file());
    assertEquals(Optional.of("/srv/VERSION"), configuration.version().file());
    assertEquals(List.of("registry.internal:5000"), configuration.registry().plainHttp());
  }

  @Test
  void readsEveryKeyOfMigrations() {
    assertEquals(
        new MigrationSettings(
            Optional.of(Path.of("db/migrations")),
            Optional.of(Layout.FLYWAY),
            DatabaseKind.SQLITE,
            18,
            Preset.RELAXED,
            Map.of(Rule.S1, Severity.WARNING),
            Optional.of(Path.of("db/rows.sql")),
            ZoneId.of("Europe/Berlin"),
            Duration.ofMinutes(5),
            Duration.ofMillis(500),
            3),
        read("""
        migrations:
          directory: db/migrations
          layout: flyway
          database: sqlite
          database-version: 18
          policy: relaxed
          rules: {S1: warning}
          fixtures: db/rows.sql
          time-zone: Europe/Berlin
          statement-timeout: 5m
          lock-timeout: 500ms
          lock-attempts: 3
        """)
            .migrations());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "directory: ../elsewhere",
        "layout: rails",
        "database: oracle",
        "database-version: newest",
        "database-version: 9",
        "policy: lax",
        "rules: {L99: off}",
        "rules: {S1: loud}",
        "fixtures: /etc/passwd",
        "time-zone: Mars/Base",
        "statement-timeout: forever",
        "statement-timeout: 0s",
        "lock-timeout: 2h",
        "lock-attempts: 0",
        "lock-attempts: 1001",
        "lock-attempts: many",
      })
  void refusesWhatMigrationsCannotBe(String entry) {
    InputException e =
        assertThrows(InputException.class, () -> read("migrations:\n  " + entry + "\n"));
    assertEquals(ErrorCode.CONFIG_INVALID_VALUE, e.code());
    assertEquals(2, e.problem().at().orElseThrow().line());
  }

  @Test
  void leavesEveryDefaultWhereNothingIsSaid() {
    assertEquals(Configuration.DEFAULTS, read("image: {}\n"));
  }

  @Test
  void takesFilesAsOriginWhereSourcesAreGiven() {
    assertEquals(VersionOrigin.FILES, read("version: {sources: [pom.xml]}").version().from());
  }

  @Test
  void turnsTheVersionFileOff() {
    assertEquals(Optional.empty(), read("version: {file: none}").version().file());
  }

  @Test
  void keepsSectionsOfOtherCommandsUnread() {
    Configuration configuration = read("signing: {policy: auto}");
    assertEquals(List.of("signing"), List.copyOf(configuration.otherSections().keySet()));
    assertTrue(configuration.otherSections().get("signing") instanceof Node.Mapping);
  }

  @Test
  void readsWhatIsSaidOfTheSchema() {
    Configuration configuration =
        read(
            """
            schema: {min: 3}
            compatibility:
              - {version: v0.x, min: 0, max: 2}
              - {version: v0.9.x, min: 1, max: 4}
              - {version: v0.9.3, min: 2, max: 5}
            backup: {directory: /var/backups/shop, keep: {daily: 30d}}
            """);
    assertEquals(new SchemaSettings(OptionalLong.of(3)), configuration.schema());
    assertEquals(Path.of("/var/backups/shop"), configuration.backup().directory());
    CompatibilitySettings compatibility = configuration.compatibility();
    assertEquals(Optional.of(new SchemaRange(2, 5)), range(compatibility, "v0.9.3"));
    assertEquals(Optional.of(new SchemaRange(1, 4)), range(compatibility, "v0.9.3-rc1"));
    assertEquals(Optional.of(new SchemaRange(0, 2)), range(compatibility, "v0.10.0"));
    assertEquals(Optional.empty(), range(compatibility, "v1.0.0"));
  }

  private static Optional<SchemaRange> range(CompatibilitySettings settings, String version) {
    return settings.of(ReleaseVersion.parse(version));
  }

  @Test
  void takesAPreReleaseThatEndsLikeASeriesForOneRelease() {
    VersionPattern pattern = new VersionPattern("v1.2.3-a.x");
    assertTrue(pattern.matches(ReleaseVersion.parse("v1.2.3-a.x")));
    assertFalse(pattern.matches(ReleaseVersion.parse("v1.2.3")));
  }

  @Test
  void readsEnvironments() {
    Map<String, EnvironmentSettings> environments =
        read("""
        environments:
          production:
            target: compose
            host: deploy@shop.example:2222
            host-key:
              - KEY
              - "@cert-authority *.example KEYTYPE"
            project-directory: /opt/shop
            services: [api]
            health: {url: https://shop.example/health}
            smoke: []
            required-env: {SESSION_SECRET: {min-length: 32}}
            forbidden-env: {AUTH_DEV_BYPASS: 'true'}
            database: {via: ssh, service: postgres, allow-url-userinfo: true}
            after: staging
            promotes: true
          a.b/c d:
        """
                .replace("KEYTYPE", ED25519)
                .replace("KEY", "shop.example " + ED25519))
            .environments();
    assertEquals(List.of("production", "a.b/c d"), List.copyOf(environments.keySet()));
    assertEquals(
        new EnvironmentSettings(
            Optional.of(new HostAddress("deploy", "shop.example", 2222)),
            List.of("shop.example " + ED25519, "@cert-authority *.example " + ED25519),
            Optional.of("/opt/shop"),
            new DatabaseAccess(
                DatabaseAccess.Via.SSH, Optional.of("postgres"), Optional.empty(), true)),
        environments.get("production"));
    assertEquals(EnvironmentSettings.DEFAULTS, environments.get("a.b/c d"));
  }

  @Test
  void readsOneHostKeyWithoutAList() {
    String line = "|1|c2FsdA==|aGFzaA== " + ED25519;
    Configuration configuration = read("environments: {a: {host-key: '" + line + "'}}");
    assertEquals(List.of(line), configuration.environment("a").hostKeys());
  }

  @Test
  void readsHostKeysAsTheyAreScanned() {
    Configuration configuration =
        read(
            """
            environments:
              a:
                host-key: |
                  # shop.example:22 SSH-2.0-OpenSSH_9.9
                  shop.example KEY

                  [shop.example]:2222 KEY comment
            """
                .replace("KEY", ED25519));
    assertEquals(
        List.of("shop.example " + ED25519, "[shop.example]:2222 " + ED25519 + " comment"),
        configuration.environment("a").hostKeys());
  }

  @Test
  void saysWhichEnvironmentsThereAre() {
    Configuration configuration = read("environments: {staging: {}, production: {}}");
    assertEquals(EnvironmentSettings.DEFAULTS, configuration.environment("staging"));
    InputException misspelt =
        assertThrows(InputException.class, () -> configuration.environment("prodcution"));
    assertEquals("Did you mean `production`?", misspelt.problem().advice());
    InputException other =
        assertThrows(InputException.class, () -> configuration.environment("a\u001bb"));
    assertEquals("Name one of staging, production", other.problem().advice());
    assertFalse(other.problem().what().contains("\u001b"));
    InputException none =
        assertThrows(InputException.class, () -> Configuration.DEFAULTS.environment("staging"));
    assertTrue(none.problem().advice().startsWith("Add "), none.problem()::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "deploy@shop.example, deploy, shop.example, 22",
    "root@192.0.2.7:2222, root, 192.0.2.7, 2222",
    "deploy@[2001:db8::1]:2222, deploy, 2001:db8::1, 2222",
    "deploy@[2001:db8::1], deploy, 2001:db8::1, 22",
  })
  void readsHosts(String text, String user, String name, int port) {
    HostAddress host = HostAddress.parse(text);
    assertEquals(new HostAddress(user, name, port), host);
    assertEquals(text, host.toString());
  }

  @Test
  void knowsWhereAVersionSourceStands() {
    VersionSource source =
        read("version:\n  sources:\n    - {file: a.py, pattern: 'v=(.*)'}\n")
            .version()
            .sources()
            .getFirst();
    assertEquals("ignition.yml:3:14", source.at().toString());
  }

  @Nested
  class Refuses {

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a remark\n", "  # a\n\t\n"})
    void anEmptyFile(String text) {
      assertEquals(ErrorCode.CONFIG_NOT_FOUND, problem(text).code());
    }

    @Test
    void anUnknownKeyWithItsPlaceAndTheNearestOne() {
      Problem problem = problem("image:\n  cannonical: ghcr.io/acme/shop\n");
      assertEquals(ErrorCode.CONFIG_UNKNOWN_KEY, problem.code());
      assertEquals("ignition.yml:2:3", problem.at().orElseThrow().toString());
      assertEquals("Did you mean `canonical`?", problem.advice());
    }

    @Test
    void anUnknownSection() {
      assertEquals("Did you mean `image`?", problem("imgae: {}").advice());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            image: 5                                        | ignition.yml:1:8
            image: [a]                                      | ignition.yml:1:8
            image: {canonical: [a]}                         | ignition.yml:1:20
            image: {canonical: ghcr.io/Acme/shop}           | ignition.yml:1:20
            image: {canonical: 'ghcr.io/acme/shop:v1'}      | ignition.yml:1:20
            image: {canonical: shop}                        | ignition.yml:1:20
            image: {staging: ''}                            | ignition.yml:1:18
            image: {canonical: r.io/a, staging: r.io/a}     | ignition.yml:1:37
            image: {main-branch: release/*}                 | ignition.yml:1:22
            image: {main-branch: 'a b'}                     | ignition.yml:1:22
            image: {release-branches: main}                 | ignition.yml:1:27
            image: {release-branches: []}                   | ignition.yml:1:27
            image: {release-branches: [refs/heads/main]}    | ignition.yml:1:28
            image: {build-file: a.yaml, archive: b.tar}     | ignition.yml:1:38
            image: {archive: "a\\0b"}                       | ignition.yml:1:18
            image: {platform: amd64}                        | ignition.yml:1:19
            image: {title: "two\\nlines"}                   | ignition.yml:1:16
            image: {title: ' '}                             | ignition.yml:1:16
            image: {tags: {branch: 1}}                      | ignition.yml:1:24
            image: {tags: {latest: true}}                   | ignition.yml:1:16
            image: {allow-secrets: [env:]}                  | ignition.yml:1:25
            image: {parameters: [a]}                        | ignition.yml:1:21
            version: {from: git}                            | ignition.yml:1:17
            version: {from: files}                          | ignition.yml:1:17
            version: {sources: [setup.cfg]}                 | ignition.yml:1:21
            version: {sources: [../package.json]}           | ignition.yml:1:21
            version: {sources: [/etc/package.json]}         | ignition.yml:1:21
            version: {sources: [[a]]}                       | ignition.yml:1:21
            version: {sources: [{file: a, pattern: '('}]}   | ignition.yml:1:40
            version: {sources: [{file: a, pattern: 'b'}]}   | ignition.yml:1:40
            version: {sources: [{file: a, pattern: '(b)(c)'}]} | ignition.yml:1:40
            version: {sources: [{file: a}]}                 | ignition.yml:1:21
            version: {file: app/VERSION}                    | ignition.yml:1:17
            version: {file: /app/../VERSION}                | ignition.yml:1:17
            version: {file: /}                              | ignition.yml:1:17
            registry: {plain-http: ['http://a']}            | ignition.yml:1:25
            registry: {plain-http: ['a b']}                 | ignition.yml:1:25
            schema: 5                                       | ignition.yml:1:9
            schema: {min: -1}                               | ignition.yml:1:15
            schema: {min: one}                              | ignition.yml:1:15
            schema: {max: 7}                                | ignition.yml:1:10
            compatibility: {version: v1.x}                  | ignition.yml:1:16
            compatibility: [{min: 1, max: 4}]               | ignition.yml:1:17
            compatibility: [{version: v1.x, min: 1}]        | ignition.yml:1:17
            compatibility: [{version: 1.x, min: 1, max: 4}] | ignition.yml:1:27
            compatibility: [{version: vx, min: 1, max: 4}]  | ignition.yml:1:27
            compatibility: [{version: v1, min: 1, max: 4}]  | ignition.yml:1:27
            compatibility: [{version: v1.2.3.x, min: 1, max: 4}] | ignition.yml:1:27
            compatibility: [{version: v1.x, min: 4, max: 1}] | ignition.yml:1:46
            compatibility: [{version: v1.x, min: 1, max: 4, by: me}] | ignition.yml:1:49
            compatibility: [{version: v1.x, min: 1, max: 2}, {version: v1.x, min: 1, max: 3}] | ignition.yml:1:60
            backup: {directory: ''}                         | ignition.yml:1:21
            backup: {folder: a}                             | ignition.yml:1:10
            environments: [production]                      | ignition.yml:1:15
            environments: {production: here}                | ignition.yml:1:28
            environments: {' ': {}}                         | ignition.yml:1:21
            environments: {a: {hosts: u@h}}                 | ignition.yml:1:20
            environments: {a: {host: shop.example}}         | ignition.yml:1:26
            environments: {a: {host: 'ssh://u@h'}}          | ignition.yml:1:26
            environments: {a: {host: '-oProxyCommand=x@h'}} | ignition.yml:1:26
            environments: {a: {host: 'u@-h'}}               | ignition.yml:1:26
            environments: {a: {host: 'u@h:70000'}}          | ignition.yml:1:26
            environments: {a: {host-key: ssh-ed25519}}      | ignition.yml:1:30
            environments: {a: {host-key: ''}}               | ignition.yml:1:30
            environments: {a: {host-key: "# h\\n"}}         | ignition.yml:1:30
            environments: {a: {host-key: [h ssh-rsa x]}}    | ignition.yml:1:31
            environments: {a: {host-key: {a: b}}}           | ignition.yml:1:30
            environments: {a: {project-directory: opt}}     | ignition.yml:1:39
            environments: {a: {database: ssh}}              | ignition.yml:1:30
            environments: {a: {database: {via: proxy}}}     | ignition.yml:1:36
            environments: {a: {database: {via: ssh}}}       | ignition.yml:1:30
            environments: {a: {database: {service: pg}}}    | ignition.yml:1:40
            environments: {a: {host: u@h, database: {via: ssh, service: '-x'}}} | ignition.yml:1:61
            environments: {a: {host: u@h, database: {via: ssh, service: pg}}} | ignition.yml:1:41
            environments: {a: {database: {url: x}}}         | ignition.yml:1:31
            """)
    void aWrongValueAtItsPlace(String text, String place) {
      Problem problem = problem(text);
      assertEquals(place, problem.at().orElseThrow().toString(), problem::toString);
      assertTrue(
          problem.code() == ErrorCode.CONFIG_INVALID_VALUE
              || problem.code() == ErrorCode.CONFIG_UNKNOWN_KEY,
          problem::toString);
      assertTrue(!problem.advice().isEmpty(), problem::toString);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "image: {",
          "image: {title: a, title: b}",
          "a: &x 1\nimage: *x",
          "image: {}\n---\nimage: {}",
          "\u0000",
          "- a",
          "~",
          "just text",
          "!!java.net.URL [a]",
        })
    void whatIsNotOneMapping(String text) {
      Problem problem = problem(text);
      assertTrue(problem.code().id().startsWith("IGN-CFG-"), problem::toString);
    }

    @Test
    void nestingWithoutEnd() {
      problem("[".repeat(100_000));
      problem("image: " + "{a: ".repeat(50_000));
    }
  }

  private static Configuration read(String text) {
    return ConfigurationReader.read(text, FILE);
  }

  private static Problem problem(String text) {
    return assertThrows(InputException.class, () -> read(text)).problem();
  }
}
