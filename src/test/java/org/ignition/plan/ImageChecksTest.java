package org.ignition.plan;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.image.Platform;
import org.ignition.image.inspection.ImageConfiguration;
import org.ignition.image.inspection.Inspection;
import org.ignition.image.inspection.SecretFinding;
import org.ignition.image.inspection.VersionFile;
import org.ignition.testing.ReleaseFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageChecksTest {

  private static final String REVISION = "org.opencontainers.image.revision";
  private static final String VERSION = "org.opencontainers.image.version";
  private static final SecretFinding KEY =
      new SecretFinding("/root/.ssh/id_rsa", "private-key", "it begins like a private key");

  private static Inspection seen(
      Map<String, String> labels, Optional<VersionFile> file, List<SecretFinding> secrets) {
    return new Inspection(
        new ImageConfiguration(
            Platform.LINUX_AMD64, Optional.empty(), "", labels, Map.of(), List.of(), List.of()),
        file,
        secrets,
        List.of());
  }

  private static Inspection file(VersionFile file) {
    return seen(Map.of(), Optional.of(file), List.of());
  }

  private static Inspection label(String name, String value) {
    return seen(Map.of(name, value), Optional.empty(), List.of());
  }

  private static void check(Inspection seen) {
    new ImageChecks(ReleaseFixture.named().identity()).check(seen);
  }

  private static PolicyException refusal(Inspection seen) {
    return assertThrows(PolicyException.class, () -> check(seen));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.2.3", "1.2.3", "v1.2.3\n", " 1.2.3\r\n"})
  void acceptsTheVersionWithOrWithoutV(String text) {
    assertDoesNotThrow(() -> check(file(new VersionFile.Found(text))));
  }

  static Stream<VersionFile> wrongFiles() {
    return Stream.of(
        new VersionFile.Found("v1.2.4"),
        new VersionFile.Found("v1.2.3-rc1"),
        new VersionFile.Found("vv1.2.3"),
        new VersionFile.Found("1.2"),
        new VersionFile.Found(""),
        new VersionFile.Absent(),
        new VersionFile.NotAFile("a folder"),
        new VersionFile.Undecided("layer 2 is not here"));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void refusesAnyOtherVersionFile(VersionFile file) {
    PolicyException refused = refusal(file(file));
    assertEquals(ErrorCode.VERSION_FILE_DISAGREES, refused.code());
    assertTrue(refused.problem().what().contains("v1.2.3"), refused::getMessage);
  }

  @Test
  void asksForNoVersionFileWhereItIsTurnedOff() {
    assertDoesNotThrow(() -> check(seen(Map.of(), Optional.empty(), List.of())));
  }

  @Test
  void acceptsLabelsThatAgree() {
    assertDoesNotThrow(() -> check(label(REVISION, ReleaseFixture.SHA.hex())));
    assertDoesNotThrow(() -> check(label(VERSION, "1.2.3")));
  }

  @Test
  void refusesLabelsOfAnotherRelease() {
    for (Inspection seen : List.of(label(REVISION, "f".repeat(40)), label(VERSION, "24.04"))) {
      assertEquals(ErrorCode.IDENTITY_LABEL_DISAGREES, refusal(seen).code());
    }
  }

  @Test
  void quotesWhatALabelSays() {
    String what = refusal(label(VERSION, "1\n::error::x\u001b[2J")).problem().what();
    assertFalse(what.contains("\n") || what.contains("\u001b"), what);
  }

  @Test
  void refusesSecretsAndSaysHowToAllowTheFirst() {
    PolicyException refused = refusal(seen(Map.of(), Optional.empty(), List.of(KEY)));
    assertEquals(ErrorCode.SECRET_IN_IMAGE, refused.code());
    assertTrue(refused.problem().what().contains("/root/.ssh/id_rsa (private-key"));
    assertTrue(refused.problem().advice().contains("allow-secrets: [\"/root/.ssh/id_rsa\"]"));
  }

  @Test
  void namesAFewOfManySecrets() {
    List<SecretFinding> many = Collections.nCopies(9, KEY);
    assertTrue(
        refusal(seen(Map.of(), Optional.empty(), many)).problem().what().endsWith("and 4 more"));
  }
}
