package org.ignition.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.image.CommitSha;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.MediaType;
import org.ignition.image.ReleaseVersion;
import org.ignition.image.Tag;
import org.ignition.json.Json;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.ReleaseSchema;
import org.ignition.migration.Reversibility;
import org.ignition.migration.SchemaRange;
import org.ignition.migration.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildMetadataJsonTest {

  @Test
  void isTheGoldenDocument() throws IOException {
    Path file = Path.of("src/test/resources/golden/metadata.json");
    String written = Json.pretty(BuildMetadataJson.write(example()));
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, written);
    }
    assertEquals(Files.readString(file), written);
  }

  @Test
  void isValidUnderThePublishedSchema() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/metadata-schema.json")), InputFormat.JSON);
    assertEquals(
        List.of(),
        schema.validate(Json.compact(BuildMetadataJson.write(example())), InputFormat.JSON));
    assertFalse(schema.validate("{\"schema_version\": 1}", InputFormat.JSON).isEmpty());
  }

  @Test
  void isReadBackAsItWasWritten() {
    BuildMetadata example = example();
    assertEquals(
        example, BuildMetadataJson.read(Json.bytes(BuildMetadataJson.write(example)), "x"));
  }

  @Test
  void passesOverWhatNewerVersionsAdd() {
    String document = Json.compact(BuildMetadataJson.write(example()));
    String newer = document.replaceFirst("\\{", "{\"from_the_future\": [1],");
    assertEquals(
        example(), BuildMetadataJson.read(newer.getBytes(StandardCharsets.UTF_8), "registry"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"schema_version\": 1}",
        "{\"schema_version\": \"x\"}",
        "\u0000"
      })
  void isARemoteFailureWhenItIsNot(String text) {
    RemoteException failed =
        assertThrows(
            RemoteException.class,
            () -> BuildMetadataJson.read(text.getBytes(StandardCharsets.UTF_8), "registry"));
    assertEquals(ErrorCode.METADATA_INVALID, failed.code());
  }

  @Test
  void tellsTheSameWhenOnlyTheRunDiffers() {
    BuildMetadata example = example();
    assertTrue(
        example.tellsTheSameAs(example.renamed(example.tags().reversed(), "2027-01-01T00:00:00Z")));
    assertFalse(
        example.tellsTheSameAs(example.renamed(List.of(new Tag("v1.0.0")), example.created())));
  }

  @Test
  void readsWhatWasWrittenBeforeMigrationsWereTold() {
    BuildMetadata silent = example().withSchema(ReleaseSchema.NONE);
    String document = Json.compact(BuildMetadataJson.write(silent));
    assertTrue(document.contains("\"schema\":null,\"migrations\":null,"), document);
    assertEquals(silent, read(document));
    assertEquals(silent, read(document.replace("\"schema\":null,\"migrations\":null,", "")));
  }

  @Test
  void takesWordsOfNewerVersionsForUnknown() {
    String document =
        Json.compact(BuildMetadataJson.write(example())).replace("\"additive\"", "\"harmless\"");
    assertEquals(
        Classification.UNKNOWN,
        read(document).migrations().getFirst().assessment().classification());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "max":15            | "max":0
          "min":1             | "min":-1
          "min":1             | "low":1
          "up_checksum":"sha256:ab | "up_checksum":"ab
          "version":"0014"    | "version":""
          """)
  void isARemoteFailureWhereItTellsNonsenseOfTheSchema(String said, String nonsense) {
    String document = Json.compact(BuildMetadataJson.write(example()));
    assertTrue(document.contains(said), document);
    RemoteException failed =
        assertThrows(RemoteException.class, () -> read(document.replace(said, nonsense)));
    assertEquals(ErrorCode.METADATA_INVALID, failed.code());
  }

  private static BuildMetadata read(String document) {
    return BuildMetadataJson.read(document.getBytes(StandardCharsets.UTF_8), "registry");
  }

  @Test
  void tellsAnotherThingWhenAVerdictDiffers() {
    BuildMetadata example = example();
    Digest digest = example.digest();
    List<ReleaseMigration> classified = List.of(additive("0014", digest), additive("0015", digest));
    assertFalse(
        example.tellsTheSameAs(
            example.withSchema(new ReleaseSchema(example.schema(), classified))));
  }

  @Test
  void isCompletedByVerdictsThatItLacksAndKeepsItsOwn() {
    BuildMetadata example = example();
    Digest digest = example.digest();
    ReleaseSchema now =
        new ReleaseSchema(
            Optional.of(new SchemaRange(7, 15)),
            List.of(unknown("0014", digest), additive("0015", digest)));
    BuildMetadata completed = example.completedBy(now);
    assertEquals(example.schema(), completed.schema());
    assertEquals(
        List.of(additive("0014", digest), additive("0015", digest)), completed.migrations());
    assertEquals(completed, completed.completedBy(now));
    assertEquals(example, example.completedBy(ReleaseSchema.NONE));
    assertEquals(now.range(), example.withSchema(ReleaseSchema.NONE).completedBy(now).schema());
  }

  @Test
  void isNotCompletedByVerdictsOnOtherScripts() {
    Digest other = new Digest("sha256:" + "cd".repeat(32));
    ReleaseSchema now = new ReleaseSchema(Optional.empty(), List.of(additive("0015", other)));
    assertEquals(example(), example().completedBy(now));
  }

  private static ReleaseMigration additive(String version, Digest up) {
    Assessment assessment =
        new Assessment(
            Classification.ADDITIVE,
            DeploymentOrder.EXPAND,
            Verdict.YES,
            Reversibility.EXACT,
            true);
    return new ReleaseMigration(version, "add_note", assessment, up, Optional.of(up));
  }

  private static ReleaseMigration unknown(String version, Digest up) {
    ReleaseMigration classified = additive(version, up);
    return new ReleaseMigration(
        version, classified.name(), Assessment.UNKNOWN, up, classified.downChecksum());
  }

  static BuildMetadata example() {
    CommitSha sha = new CommitSha("0123456789abcdef0123456789abcdef01234567");
    Digest digest = new Digest("sha256:" + "ab".repeat(32));
    return new BuildMetadata(
        sha,
        ReleaseVersion.parse("v1.2.3-rc1"),
        ImageName.parse("ghcr.io/acme/shop"),
        "canonical",
        new BuildMetadata.Digests(digest, digest, digest),
        List.of(new Tag(sha.hex()), new Tag(sha.shortSha()), new Tag("v1.2.3-rc1")),
        "linux/amd64",
        MediaType.OCI_MANIFEST,
        1234,
        BuildMetadata.Signature.MISSING,
        Optional.of(new SchemaRange(1, 15)),
        List.of(additive("0014", digest), unknown("0015", digest)),
        4.25,
        "2026-01-08T12:00:00Z",
        new BuildMetadata.Source(
            "https://github.com/acme/shop",
            "refs/tags/v1.2.3-rc1",
            "https://github.com/acme/shop/actions/runs/1",
            "octocat",
            false),
        new BuildMetadata.Tool("ignition-release", "1.0.0"));
  }
}
