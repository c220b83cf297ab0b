package org.ignition.image.content;

import java.io.IOException;

/** Content that unpacks to more than is reasonable: a decompression bomb, or as good as one. */
public final class ContentLimitException extends IOException {

  /**
   * @param message which limit, without a full stop
   */
  public ContentLimitException(String message) {
    super(message);
  }
}
