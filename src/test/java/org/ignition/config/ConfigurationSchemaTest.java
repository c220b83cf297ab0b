package org.ignition.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ignition.backup.BackupKind;
import org.ignition.backup.retention.RetentionRules;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds schema, reader and reference page together. */
class ConfigurationSchemaTest {

  private static final Path SCHEMA_FILE = Path.of("docs", "ignition.schema.json");
  private static final Path PAGE = Path.of("docs", "configuration.md");
  private static final Path FILE = Path.of("ignition.yml");
  private static final String MIGRATIONS = "/migrations";
  private static final List<String> SECTIONS =
      List.of(
          "image",
          "version",
          "registry",
          "migrations",
          "schema",
          "compatibility",
          "backup",
          "environments");
  private static final List<String> NESTED =
      List.of(
          "/image/tags",
          "/version/sources",
          "/environments/database",
          "/backup/keep",
          "/backup/remote",
          "/backup/remote/storage-class");
  private static final DocumentKind KIND = DocumentKind.of(ErrorCode.DEFECT, InputException::new);
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text(SCHEMA_FILE));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /                | %s: 1
          /image           | image: {%s: 1}
          /image/tags      | image: {tags: {%s: 1}}
          /version         | version: {%s: 1}
          /version/sources | version: {sources: [{file: a, pattern: '(b)', %s: 1}]}
          /registry        | registry: {%s: 1}
          /migrations      | migrations: {%s: 1}
          /schema          | schema: {%s: 1}
          /compatibility   | compatibility: [{version: v1.x, min: 1, max: 2, %s: 1}]
          /backup          | backup: {%s: 1}
          /backup/keep     | backup: {keep: {%s: 1}}
          /backup/remote   | backup: {remote: {bucket: abc, %s: 1}}
          /backup/remote/storage-class | backup: {remote: {bucket: abc, storage-class: {%s: 1}}}
          /environments    | environments: {a: {%s: 1}}
          /environments/database | environments: {a: {database: {%s: 1}}}
          """)
  void hasTheKeysThatTheReaderKnows(String section, String document) {
    InputException unknown =
        assertThrows(
            InputException.class,
            () -> ConfigurationReader.read(document.formatted("unheard-of-key"), FILE));
    assertEquals(ErrorCode.CONFIG_UNKNOWN_KEY, unknown.code());
    assertEquals("Known here: " + String.join(", ", keysOf(section)), unknown.problem().advice());
  }

  @Test
  void describesEveryKey() {
    allKeys("/").forEach(key -> assertTrue(described(key), key));
  }

  @Test
  void pageListsEveryKeyOfTheSchemaAndNoOther() {
    Set<String> listed = new TreeSet<>();
    String sections = String.join("|", SECTIONS);
    Pattern.compile("^\\| `((?:" + sections + ")(?:\\[])?\\.[^`]+)`", Pattern.MULTILINE)
        .matcher(text(PAGE))
        .results()
        .map(row -> row.group(1).replace("[]", "").replace(".NAME", ""))
        .forEach(listed::add);
    Set<String> known = new TreeSet<>();
    for (String section : SECTIONS) {
      leaves("/" + section)
          .filter(leaf -> !isReserved(leaf))
          .forEach(leaf -> known.add(leaf.substring(1).replace('/', '.')));
    }
    assertEquals(known, listed);
  }

  @Test
  void pageNamesTheKeysThatAreNotRead() {
    String page = text(PAGE);
    SECTIONS.stream()
        .flatMap(section -> leaves("/" + section))
        .filter(ConfigurationSchemaTest::isReserved)
        .map(leaf -> leaf.startsWith("/environments/") ? leaf.substring(14) : leaf.substring(1))
        .forEach(key -> assertTrue(page.contains("`" + key.replace('/', '.') + "`"), key));
  }

  private static boolean isReserved(String leaf) {
    int slash = leaf.lastIndexOf('/');
    return propertiesOf(leaf.substring(0, slash))
        .fields(leaf.substring(slash + 1))
        .flatMap(property -> property.text("description"))
        .orElseThrow()
        .startsWith("Reserved");
  }

  static Stream<String> examples() {
    return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
        .matcher(text(PAGE))
        .results()
        .map(MatchResult::group)
        .map(block -> block.substring("```yaml\n".length(), block.length() - 3));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleOfThePageIsValidAndParses(String example) {
    assertEquals(List.of(), SCHEMA.validate(example, InputFormat.YAML));
    assertFalse(ConfigurationReader.read(example, FILE).equals(Configuration.DEFAULTS));
  }

  @Test
  void pageHasExamples() {
    assertEquals(3, examples().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imgae: {}",
        "image: {canonical: 'ghcr.io/acme/shop:v1'}",
        "image: {canonical: shop}",
        "image: {build-file: a, archive: b}",
        "image: {release-branches: []}",
        "image: {tags: {branch: 1}}",
        "image: {title: ''}",
        "image: {platform: amd64}",
        "version: {from: git}",
        "version: {from: files}",
        "version: {sources: [setup.cfg]}",
        "version: {sources: [{file: a}]}",
        "version: {file: app/VERSION}",
        "registry: {plain-http: ['http://a']}",
        "migrations: {lock-timeout: 2h}",
        "migrations: {lock-attempts: 0}",
        "schema: {min: -1}",
        "schema: {max: 1}",
        "compatibility: [{version: 1.x, min: 1, max: 4}]",
        "compatibility: [{version: v1, min: 1, max: 4}]",
        "compatibility: [{version: v1.2.3.x, min: 1, max: 4}]",
        "compatibility: [{version: v1.x, min: 1}]",
        "backup: {directory: ''}",
        "backup: {on: laptop}",
        "backup: {proof: hash}",
        "backup: {kept-by-workflow: perhaps}",
        "backup: {keep: {daily: 30}}",
        "backup: {keep: {daily: 0d}}",
        "backup: {keep: {newest: 0}}",
        "backup: {keep: {releases: -1}}",
        "backup: {recipients: [age1abc]}",
        "backup: {remote: {}}",
        "backup: {remote: {bucket: 'a/b'}}",
        "backup: {remote: {bucket: abc, endpoint: r2.example}}",
        "backup: {remote: {bucket: abc, endpoint: 'http://minio.example', ca-certificate: a.pem}}",
        "backup: {remote: {bucket: abc, ca-certificate: ''}}",
        "backup: {remote: {bucket: abc, endpoint: 'https://user@r2.example'}}",
        "backup: {remote: {bucket: abc, encryption: rot13}}",
        "backup: {remote: {bucket: abc, storage-class: {monthly: glacier}}}",
        "backup: {remote: {bucket: abc, role: backups}}",
        "environments: {a: {host: shop.example}}",
        "environments: {a: {host: 'ssh://u@h'}}",
        "environments: {a: {host-key: {a: b}}}",
        "environments: {a: {project-directory: opt}}",
        "environments: {a: {database: {via: proxy}}}",
        "environments: {a: {host: u@h, project-directory: /a, database: {via: ssh, service: '-x'}}}",
      })
  void refusesWhatTheReaderRefuses(String document) {
    assertThrows(InputException.class, () -> ConfigurationReader.read(document, FILE));
    assertFalse(SCHEMA.validate(document, InputFormat.YAML).isEmpty());
  }

  @Test
  void defaultsAreTheOnesThatTheReaderTakes() {
    assertEquals("jib.yaml", defaultOf("/image", "build-file"));
    assertEquals(ImageSettings.DEFAULTS.source().path().toString(), "jib.yaml");
    assertEquals(ImageSettings.DEFAULTS.platform().toString(), defaultOf("/image", "platform"));
    assertEquals(VersionSettings.DEFAULTS.file(), Optional.of(defaultOf("/version", "file")));
    assertEquals(
        Boolean.toString(TagSettings.DEFAULTS.branch()), defaultOf("/image/tags", "branch"));
    assertEquals(
        Boolean.toString(TagSettings.DEFAULTS.series()), defaultOf("/image/tags", "series"));
    MigrationSettings migrations = MigrationSettings.DEFAULTS;
    assertEquals(migrations.lockTimeout().toSeconds() + "s", defaultOf(MIGRATIONS, "lock-timeout"));
    assertEquals(
        Integer.toString(migrations.lockAttempts()), defaultOf(MIGRATIONS, "lock-attempts"));
    assertEquals(BackupSettings.DEFAULTS.directory().toString(), defaultOf("/backup", "directory"));
    RetentionRules keep = BackupSettings.DEFAULTS.keep();
    for (BackupKind kind : BackupKind.values()) {
      assertEquals(keep.limit(kind).toDays() + "d", defaultOf("/backup/keep", kind.toString()));
    }
    assertEquals(Integer.toString(keep.newest()), defaultOf("/backup/keep", "newest"));
    assertEquals(Integer.toString(keep.releases()), defaultOf("/backup/keep", "releases"));
    assertEquals(RemoteSettings.DEFAULT_REGION, defaultOf("/backup/remote", "region"));
    assertEquals(
        DatabaseAccess.DEFAULTS.via().toString(), defaultOf("/environments/database", "via"));
    assertEquals(
        Boolean.toString(DatabaseAccess.DEFAULTS.allowUrlUserinfo()),
        defaultOf("/environments/database", "allow-url-userinfo"));
  }

  private static Set<String> keysOf(String section) {
    return new TreeSet<>(propertiesOf(section).keys());
  }

  private static Stream<String> leaves(String section) {
    if (section.equals("/version/sources")) {
      return Stream.concat(
          Stream.of(section), keysOf(section).stream().map(k -> section + "/" + k));
    }
    return keysOf(section).stream()
        .map(key -> section + "/" + key)
        .flatMap(key -> NESTED.contains(key) ? leaves(key) : Stream.of(key));
  }

  private static Stream<String> allKeys(String section) {
    return Stream.of(
            "/",
            "/image",
            "/image/tags",
            "/version",
            "/version/sources",
            "/registry",
            MIGRATIONS,
            "/schema",
            "/compatibility",
            "/backup",
            "/backup/keep",
            "/backup/remote",
            "/backup/remote/storage-class",
            "/environments",
            "/environments/database")
        .flatMap(s -> keysOf(s).stream().map(key -> s + "#" + key))
        .filter(key -> key.startsWith(section));
  }

  private static boolean described(String key) {
    List<String> parts = List.of(key.split("#", -1));
    return propertiesOf(parts.get(0))
        .fields(parts.get(1))
        .flatMap(property -> property.text("description"))
        .isPresent();
  }

  private static String defaultOf(String section, String key) {
    return propertiesOf(section).fields(key).flatMap(p -> p.text("default")).orElseThrow();
  }

  private static Fields propertiesOf(String section) {
    Fields node = Fields.of(Documents.json(text(SCHEMA_FILE), SCHEMA_FILE, KIND), KIND, "");
    for (String name : section.substring(1).split("/", -1)) {
      node = name.isEmpty() ? node : below(node, name);
    }
    return node.fields("properties").orElseThrow();
  }

  /** The sources' mapping is one of two forms of an item; environments have names. */
  private static Fields below(Fields node, String name) {
    Fields property = node.fields("properties").flatMap(p -> p.fields(name)).orElseThrow();
    return switch (name) {
      case "sources" -> property.fields("items").orElseThrow().list("oneOf").getLast();
      case "compatibility" -> property.fields("items").orElseThrow();
      case "environments" -> property.fields("additionalProperties").orElseThrow();
      default -> property;
    };
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
