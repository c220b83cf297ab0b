package org.ignition.image.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.ZipException;
import org.ignition.failure.DiskSpace;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.content.ContentLimitException;
import org.ignition.image.content.MalformedContentException;
import org.jspecify.annotations.Nullable;

/** Says why an archive is not taken, and how to write one that is. */
record Refusal(Path archive) {

  private static final String REWRITE =
      "Write it with: docker buildx build --platform linux/amd64 -o type=oci,dest=image.tar .";

  InputException unreadable(String why) {
    return unreadable(why, REWRITE);
  }

  InputException unreadable(String why, String advice) {
    return refused(
        ErrorCode.ARCHIVE_UNREADABLE, "Cannot read an image from the archive", why, advice);
  }

  InputException corrupt(String why) {
    return refused(
        ErrorCode.ARCHIVE_CORRUPT,
        "The archive is damaged",
        why,
        "Write it again, and keep it unchanged until it is pushed. " + REWRITE);
  }

  InputException unsafe(String why) {
    return refused(
        ErrorCode.ARCHIVE_UNSAFE,
        "The archive is not safe to read",
        why,
        "Find out who made it; no image builder writes such an archive. " + REWRITE);
  }

  InputException refused(ErrorCode code, String what, String why, String advice) {
    return new InputException(problem(code, what, why, advice));
  }

  /** What an exception while reading the archive, or writing to the work folder, comes down to. */
  InputException failed(IOException e) {
    return switch (e) {
      case ContentLimitException limit -> unsafe(sentence(limit.getMessage()));
      case MalformedContentException malformed -> unreadable(sentence(malformed.getMessage()));
      case ZipException _ -> unreadable("Its gzip data is damaged");
      case EOFException _ -> unreadable("It is cut off before its end");
      default -> DiskSpace.isExhaustedBy(e) ? diskFull(e) : new InputException(io(), e);
    };
  }

  private Problem io() {
    return problem(
        ErrorCode.ARCHIVE_UNREADABLE,
        "Cannot read an image from the archive",
        "Reading it, or writing to the work folder, failed",
        "Check that the file is there to be read and the disk is sound");
  }

  private InputException diskFull(IOException e) {
    return new InputException(
        problem(
            ErrorCode.DISK_FULL,
            "No space left on disk while unpacking the archive",
            "An archive packed with gzip, or without an OCI layout in it, needs room in the work folder",
            "Make room, or avoid unpacking: docker buildx build -o type=oci,dest=image.tar ."),
        e);
  }

  private Problem problem(ErrorCode code, String what, String why, String advice) {
    return Problem.of(code, what + ": " + archive, why, advice);
  }

  private static String sentence(@Nullable String clause) {
    String text = Objects.requireNonNullElse(clause, "it is damaged");
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
