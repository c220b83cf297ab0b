package org.ignition.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  @Nested
  class ACommitSha {

    @Test
    void isShortenedToTwelveDigits() {
      assertEquals("0123456789ab", new CommitSha(SHA).shortSha());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "0123456789abcdef0123456789abcdef0123456",
          "0123456789abcdef0123456789abcdef012345678",
          "0123456789ABCDEF0123456789abcdef01234567",
          "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
          "0123456789abcdef0123456789abcdef0123456\n",
          "g123456789abcdef0123456789abcdef01234567"
        })
    void refusesAnythingButFortyLowerCaseHexDigits(String text) {
      InputException refused = assertThrows(InputException.class, () -> new CommitSha(text));
      assertEquals(ErrorCode.SOURCE_SHA_INVALID, refused.code());
      assertFalse(refused.problem().what().contains("\n"), "one line");
    }
  }

  @Nested
  class ATag {

    @ParameterizedTest
    @ValueSource(strings = {"v1.0.0", "latest", "_x", "main-abc1234", "1"})
    void takesWhatTheSpecificationTakes(String text) {
      assertEquals(text, new Tag(text).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".x", "-x", "a b", "a\nb", "a/b", "a:b", "é", "v1\n"})
    void refusesEverythingElse(String text) {
      assertThrows(InputException.class, () -> new Tag(text));
    }

    @Test
    void endsAt128Characters() {
      assertTrue(Tag.isTag("a".repeat(128)));
      assertFalse(Tag.isTag("a".repeat(129)));
    }
  }

  @Nested
  class AnImageName {

    @ParameterizedTest
    @CsvSource({
      "ghcr.io/acme/shop, ghcr.io, acme/shop",
      "localhost:5000/a, localhost:5000, a",
      "localhost/a__b/c-d.e, localhost, a__b/c-d.e",
      "[::1]:5000/a, [::1]:5000, a"
    })
    void isAHostAndAPath(String text, String host, String path) {
      ImageName name = ImageName.parse(text);
      assertEquals(host, name.registry());
      assertEquals(path, name.repository());
      assertEquals(text, name.toString());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "shop",
          "acme/shop",
          "ghcr.io/Acme/shop",
          "ghcr.io/acme/shop:v1",
          "ghcr.io/acme/shop@sha256:00",
          "ghcr.io/",
          "ghcr.io//shop",
          "ghcr.io/a b",
          "ghcr.io/../x",
          "ghcr.io/a\n",
          "http://ghcr.io/a",
          "gh cr.io/a",
          "ghcr.io/-a",
          "ghcr.io:123456/a",
          "user@ghcr.io/a"
        })
    void refusesTagsDigestsUpperCaseAndMissingHosts(String text) {
      assertThrows(InputException.class, () -> ImageName.parse(text));
    }
  }

  @Nested
  class AReference {

    @ParameterizedTest
    @CsvSource({
      "debian:12, registry-1.docker.io/library/debian:12",
      "debian, registry-1.docker.io/library/debian:latest",
      "bitnami/git, registry-1.docker.io/bitnami/git:latest",
      "docker.io/debian:12, registry-1.docker.io/library/debian:12",
      "localhost:5000/base, localhost:5000/base:latest",
      "ghcr.io/acme/base:1, ghcr.io/acme/base:1"
    })
    void meansDockerHubWhereNoHostIsNamed(String text, String meaning) {
      assertEquals(meaning, ImageReference.parse(text).toString());
    }

    @Test
    void isSelectedByItsDigestWhereItHasOne() {
      ImageReference reference = ImageReference.parse("ghcr.io/acme/base:1@" + DIGEST);
      assertEquals(DIGEST, reference.selector().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":1", "@" + "sha256:00", "UPPER", "a:b:c", "a@b@c"})
    void refusesWhatIsNoReference(String text) {
      assertThrows(InputException.class, () -> ImageReference.parse(text));
    }
  }

  @Nested
  class AReleaseVersion {

    @ParameterizedTest
    @ValueSource(
        strings = {"v0.0.0", "v1.2.3", "v1.1.0-rc1", "v1.0.0-beta", "v1.0.0-a.1.b-c", "v1.0.0--"})
    void isSemVerWithALeadingV(String text) {
      assertEquals(text, ReleaseVersion.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1.0",
          "1.0.0",
          "v1.0",
          "v01.2.3",
          "v1.02.3",
          "v1.2.3+build",
          "v1.2.3-",
          "v1.2.3-01",
          "v1.2.3-a..b",
          "v1.2.3\n",
          "V1.2.3",
          "v1.2.3 ",
          ""
        })
    void refusesWhatIsNotStrictlySemVer(String text) {
      assertThrows(InputException.class, () -> ReleaseVersion.parse(text));
    }

    @Test
    void isOrderedAsTheSpecificationSays() {
      List<String> ordered =
          List.of(
              "v1.0.0-alpha",
              "v1.0.0-alpha.1",
              "v1.0.0-alpha.beta",
              "v1.0.0-beta",
              "v1.0.0-beta.2",
              "v1.0.0-beta.11",
              "v1.0.0-rc.1",
              "v1.0.0",
              "v1.0.1",
              "v1.2.0",
              "v1.10.0",
              "v2.0.0",
              "v99999999999999999999.0.0");
      List<String> sorted =
          ordered.reversed().stream()
              .map(ReleaseVersion::parse)
              .sorted()
              .map(ReleaseVersion::toString)
              .toList();
      assertEquals(ordered, sorted);
    }

    @Test
    void ofACommitIsAPreReleaseThatNamesIt() {
      ReleaseVersion version = ReleaseVersion.ofCommit(new CommitSha(SHA));
      assertEquals("v0.0.0-main.g0123456789ab", version.toString());
      assertFalse(version.stable());
    }
  }

  @Nested
  class ADigest {

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "sha512:ab", "SHA256:" + "00"})
    void refusesOtherForms(String text) {
      assertThrows(InputException.class, () -> new Digest(text));
    }

    @Test
    void ofNothingIsTheWellKnownOne() {
      assertEquals(
          "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          Digest.of(new byte[0]).value());
    }
  }
}
