package org.ignition.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.ignition.image.Digest;
import org.junit.jupiter.api.Test;

class DigestFieldsTest {

  private static final Digest BUILT = new Digest("sha256:" + "ab".repeat(32));
  private static final Digest OTHER = new Digest("sha256:" + "cd".repeat(32));

  @Test
  void sayNothingBeforeAnImageIsAssembled() {
    assertEquals(Map.of(), DigestFields.of(Optional.empty(), Optional.empty()));
  }

  @Test
  void claimNoVerificationBeforeTheReadBack() {
    assertEquals(
        Map.of("pre_push_digest", BUILT.value()),
        DigestFields.of(Optional.of(BUILT), Optional.empty()));
  }

  @Test
  void tellAMismatch() {
    assertEquals(
        Map.of(
            "pre_push_digest", BUILT.value(),
            "post_push_digest", OTHER.value(),
            "digest_verification", "mismatch"),
        DigestFields.of(Optional.of(BUILT), Optional.of(OTHER)));
  }

  @Test
  void tellThatBothAreTheSame() {
    assertEquals(
        "ok", DigestFields.of(Optional.of(BUILT), Optional.of(BUILT)).get("digest_verification"));
  }
}
