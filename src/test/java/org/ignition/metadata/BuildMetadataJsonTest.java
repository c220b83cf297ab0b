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
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.image.CommitSha;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.MediaType;
import org.ignition.image.ReleaseVersion;
import org.ignition.image.Tag;
import org.ignition.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildMetadataJsonTest {

  @Test
  void isTheGoldenDocument() throws IOException {
    String golden = Files.readString(Path.of("src/test/resources/golden/metadata.json"));
    assertEquals(golden, Json.pretty(BuildMetadataJson.write(example())));
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
        Optional.empty(),
        List.of(),
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
