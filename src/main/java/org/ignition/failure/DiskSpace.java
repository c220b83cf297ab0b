package org.ignition.failure;

import org.jspecify.annotations.Nullable;

/** Tells an exhausted disk from other I/O errors. */
public final class DiskSpace {

  /** The text of {@code ENOSPC}, which is all that Java gives. */
  public static final String EXHAUSTED = "No space left on device";

  private static final int DEEPEST = 32;

  private DiskSpace() {}

  /** Whether {@code failure}, or one that led to it, says that the disk or the quota is used up. */
  public static boolean isExhaustedBy(@Nullable Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      String message = cause.getMessage();
      if (message != null
          && (message.contains(EXHAUSTED) || message.contains("Disk quota exceeded"))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
