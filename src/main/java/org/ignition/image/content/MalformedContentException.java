package org.ignition.image.content;

import java.io.IOException;

/** Content that is not what its format says; the message is one clause that is safe to show. */
public final class MalformedContentException extends IOException {

  /**
   * @param message what is wrong, without a full stop
   */
  public MalformedContentException(String message) {
    super(message);
  }

  MalformedContentException(String message, Throwable cause) {
    super(message, cause);
  }
}
