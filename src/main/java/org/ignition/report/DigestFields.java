package org.ignition.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.Digest;

/** What a log line says of an image's digest before and after the push. */
public final class DigestFields {

  private DigestFields() {}

  /**
   * The fields, as far as they are known.
   *
   * @param assembled computed here
   * @param served of the bytes that the registry gave back
   */
  public static Map<String, Object> of(Optional<Digest> assembled, Optional<Digest> served) {
    Map<String, Object> fields = new LinkedHashMap<>();
    assembled.ifPresent(digest -> fields.put("pre_push_digest", digest.value()));
    served.ifPresent(digest -> {
      fields.put("post_push_digest", digest.value());
      fields.put("digest_verification", assembled.equals(served) ? "ok" : "mismatch");
    });
    return fields;
  }
}
