package org.ignition.registry.embedded;

import java.util.List;
import java.util.Map;
import org.ignition.json.Json;

/**
 * An answer other than success, as the client sees it (distribution-spec 1.1.1, "Error Codes").
 * Nothing is wrong with the registry, so it has no stack trace.
 */
@SuppressWarnings("serial")
final class Failure extends Exception {

  private final int status;
  private final Code code;

  Failure(int status, Code code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  byte[] body() {
    return Json.bytes(
        Map.of("errors", List.of(Map.of("code", code.name(), "message", getMessage()))));
  }

  /** The specification's codes, and the two that every registry adds. */
  enum Code {
    BLOB_UNKNOWN,
    BLOB_UPLOAD_INVALID,
    BLOB_UPLOAD_UNKNOWN,
    DIGEST_INVALID,
    MANIFEST_BLOB_UNKNOWN,
    MANIFEST_INVALID,
    MANIFEST_UNKNOWN,
    NAME_INVALID,
    NAME_UNKNOWN,
    SIZE_INVALID,
    DENIED,
    UNSUPPORTED,
    TAG_INVALID,
    UNKNOWN
  }
}
