package org.ignition.image.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.SourceLocation;
import org.ignition.image.ImageReference;
import org.ignition.image.Platform;
import org.ignition.image.jib.BuildFile.Base;
import org.ignition.image.jib.BuildFile.Copy;
import org.ignition.image.jib.BuildFile.FileProperties;
import org.ignition.image.jib.BuildFile.Format;
import org.ignition.image.jib.BuildFile.Layer;
import org.ignition.image.jib.BuildFile.Port;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildFileReaderTest {

  private static final Path FILE = Path.of("jib.yaml");
  private static final String HEAD = "apiVersion: jib/v1alpha1\nkind: BuildFile\n";
  private static final String HEX = "ab".repeat(32);

  private static BuildFile read(String body) {
    return BuildFileReader.parse(HEAD + body, FILE, Map.of());
  }

  private static InputException refusal(String body) {
    return assertThrows(InputException.class, () -> read(body), body);
  }

  private static String place(InputException refusal) {
    return refusal.problem().at().map(SourceLocation::toString).orElse("nowhere");
  }

  @Test
  void readsEveryKey() throws Exception {
    String text;
    try (InputStream in = BuildFileReaderTest.class.getResourceAsStream("every-key.yaml")) {
      text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    FileProperties run = new FileProperties("755", "700", "0", "7", Instant.ofEpochSecond(1));
    FileProperties lib =
        new FileProperties("600", "700", "shop", "7", Instant.parse("2026-01-31T12:00:00.5Z"));
    FileProperties plain = new FileProperties("600", "755", "shop", "", Instant.ofEpochSecond(1));
    assertEquals(
        new BuildFile(
            FILE,
            Optional.of(
                new Base(
                    ImageReference.parse("debian:12@sha256:" + HEX),
                    List.of(Platform.LINUX_AMD64, new Platform("linux", "arm64", "")),
                    new SourceLocation(FILE, 4, 10))),
            Instant.parse("2026-01-31T12:00:00Z"),
            Format.OCI,
            Map.of("KEY2", "two words", "KEY1", "1"),
            Map.of("org.acme.team", "shop", "literal", "${name}"),
            List.of("/cache", "/var/lib/shop"),
            Set.of(
                new Port(123, "udp"),
                new Port(8000, "tcp"),
                new Port(8001, "tcp"),
                new Port(8002, "tcp"),
                new Port(443, "tcp")),
            Optional.of("1000:1000"),
            Optional.of("/app"),
            Optional.of(List.of("/bin/sh", "-c")),
            Optional.of(List.of()),
            List.of(
                new Layer(
                    "scripts",
                    List.of(
                        new Copy(
                            "src/run.sh", "/app/", true, List.of(), List.of(), run, at(42, 16)),
                        new Copy(
                            "lib",
                            "/app/lib",
                            false,
                            List.of("**/*.jar", "**/conf/"),
                            List.of("**/*-sources.jar"),
                            lib,
                            at(47, 16)))),
                new Layer(
                    "plain",
                    List.of(new Copy("a", "/b", false, List.of(), List.of(), plain, at(56, 17)))))),
        BuildFileReader.parse(text, FILE, Map.of("digest", HEX)));
  }

  private static SourceLocation at(int line, int column) {
    return new SourceLocation(FILE, line, column);
  }

  @Test
  void hasTheDefaultsOfTheSchema() {
    BuildFile read = read("");
    assertEquals(Optional.empty(), read.from());
    assertEquals(Instant.EPOCH, read.created());
    assertEquals(Format.DOCKER, read.format());
    assertEquals(Optional.empty(), read.entrypoint());
    assertEquals(List.of(), read.layers());
  }

  @Test
  void tellsNullFromAnEmptyList() {
    assertEquals(Optional.empty(), read("entrypoint:\n").entrypoint());
    assertEquals(Optional.empty(), read("cmd: null\n").cmd());
    assertEquals(Optional.of(List.of()), read("entrypoint: []\n").entrypoint());
  }

  @Test
  void takesScratchForNoBase() {
    assertEquals(Optional.empty(), read("from: {image: scratch}\n").from());
    assertEquals(
        "ghcr.io/a/b:1",
        read("from: {image: 'registry://ghcr.io/a/b:1'}\n")
            .from()
            .map(base -> base.image().toString())
            .orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "formt: OCI | jib.yaml:3:1 | format",
        "from: {image: a, platform: x} | jib.yaml:3:18 | platforms",
        "layers: {entries: [{name: a, file: []}]} | jib.yaml:3:20 | files",
        "layers: {entries: [{name: a, files: [{src: a, dst: /b}]}]} | jib.yaml:3:38 | dest",
        "layers: {entries: [{name: a, archive: x.tar, mediaTyp: b}]} | jib.yaml:3:46 | mediaType",
        "layers: {propertys: {}, entries: [{name: a, files: [{src: a, dest: /b}]}]} |"
            + " jib.yaml:3:10 | properties",
        "layers: {properties: {mode: 1}, entries: [{name: a, files: [{src: a, dest: /b}]}]} |"
            + " jib.yaml:3:23 | filePermissions"
      })
  void namesUnknownKeysWithTheirPlaceAndASuggestion(String line, String place, String near) {
    InputException refusal = refusal(line + "\n");
    assertEquals(ErrorCode.BUILD_FILE_INVALID, refusal.code());
    assertEquals(place, place(refusal));
    assertTrue(refusal.problem().toString().contains(near), refusal.problem().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user: [a]",
        "user: ' '",
        "environment: [a]",
        "environment: {A: null}",
        "environment: {A: ''}",
        "environment: {A=B: c}",
        "labels: text",
        "volumes: [relative]",
        "volumes: [/a/../../b]",
        "volumes: [null]",
        "volumes: ['']",
        "exposedPorts: [0]",
        "exposedPorts: [65536]",
        "exposedPorts: [3-1]",
        "exposedPorts: [80/sctp]",
        "exposedPorts: [99999999999]",
        "exposedPorts: 80",
        "format: docker",
        "creationTime: yesterday",
        "creationTime: 2026-01-31",
        "creationTime: 2026-01-31T12:00:00",
        "creationTime: 9999999999999999999999",
        "workingDirectory: app",
        "entrypoint: run",
        "entrypoint: [null]",
        "cmd: ['']",
        "from: {}",
        "from: {image: ''}",
        "from: {image: 'UPPER/case'}",
        "from: {image: 'docker://local'}",
        "from: {image: 'tar:///x.tar'}",
        "from: {image: a, platforms: [{os: linux}]}",
        "from: {image: a, platforms: [{os: linux, architecture: 'x/y/z'}]}",
        "layers: {}",
        "layers: {entries: []}",
        "layers: {entries: [{files: [{src: a, dest: /b}]}]}",
        "layers: {entries: [{name: a}]}",
        "layers: {entries: [{name: a, archive: x.tar, mediaType: y}]}",
        "layers: {entries: [{name: a, files: [{src: a}]}]}",
        "layers: {entries: [{name: a, files: [{dest: /a}]}]}",
        "layers: {properties: {filePermissions: 0644}, entries: [{name: a, files: [{src: a, dest:"
            + " /b}]}]}",
        "layers: {properties: {filePermissions: '888'}, entries: [{name: a, files: [{src: a,"
            + " dest: /b}]}]}",
        "layers: {properties: {timestamp: soon}, entries: [{name: a, files: [{src: a, dest:"
            + " /b}]}]}",
        "user: a\nuser: b",
        "labels: &a {x: y}\nenvironment: *a",
        "x: [",
        "---\na: b"
      })
  void refusesWhatTheSchemaDoesNotAllow(String body) {
    InputException refusal = refusal(body + "\n");
    assertEquals(ErrorCode.BUILD_FILE_INVALID, refusal.code());
    assertTrue(place(refusal).startsWith("jib.yaml:"), place(refusal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative", "/a/../../etc", "..", "\"/a\\u0000b\"", "\"/a\\nb\""})
  void refusesADestinationOutsideTheRoot(String dest) {
    InputException refusal =
        refusal("layers:\n  entries:\n  - name: a\n    files: [{src: a, dest: " + dest + "}]\n");
    assertEquals(ErrorCode.LAYER_SOURCE_INVALID, refusal.code());
    assertEquals("jib.yaml:6:28", place(refusal));
  }

  @Test
  void refusesAnotherKindOfFile() {
    assertThrows(
        InputException.class,
        () -> BuildFileReader.parse("apiVersion: v1\nkind: Pod\n", FILE, Map.of()));
    assertThrows(
        InputException.class, () -> BuildFileReader.parse("kind: BuildFile\n", FILE, Map.of()));
    assertThrows(InputException.class, () -> BuildFileReader.parse("", FILE, Map.of()));
  }

  @Test
  void namesTheLineOfAnUndefinedParameter() {
    InputException refusal =
        assertThrows(
            InputException.class,
            () ->
                BuildFileReader.parse(
                    HEAD + "labels:\n  a: ${versoin}\n", FILE, Map.of("version", "1")));
    assertEquals("jib.yaml:4:6", place(refusal));
    assertTrue(refusal.problem().toString().contains("${version}"), refusal.problem().toString());
  }

  @Test
  void takesAParameterAsItIs() {
    BuildFile read =
        BuildFileReader.parse(
            HEAD + "labels: {a: '${a}', b: '${b:-$1}'}\n", FILE, Map.of("a", "\\${b}$0"));
    assertEquals("$1", read.labels().get("b"));
    assertEquals("\\${b}$0", read.labels().get("a"));
  }

  @Test
  void refusesAParameterThatWouldAddLines() {
    assertThrows(
        InputException.class,
        () ->
            BuildFileReader.parse(
                HEAD + "user: ${user}\n", FILE, Map.of("user", "a\nentrypoint: [sh]")));
  }

  @Test
  void saysWhichFileIsMissingOrNoText(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("jib.yaml");
    InputException absent =
        assertThrows(InputException.class, () -> BuildFileReader.read(missing, FILE, Map.of()));
    assertEquals(ErrorCode.BUILD_FILE_NOT_FOUND, absent.code());
    assertEquals("jib.yaml", place(absent));

    Files.write(missing, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    InputException binary =
        assertThrows(InputException.class, () -> BuildFileReader.read(missing, FILE, Map.of()));
    assertEquals(ErrorCode.BUILD_FILE_INVALID, binary.code());
  }
}
