package org.ignition.image.jib;

import java.nio.file.Path;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DiskSpace;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;

/** Says in our words what went wrong while Jib worked; its own text is for debug logs only. */
final class AssemblyFailure {

  private AssemblyFailure() {}

  static IgnitionException of(AssemblyRequest request, Exception cause) {
    if (cause instanceof IgnitionException ours) {
      return ours;
    }
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new CancelledException(
          Problem.of(ErrorCode.CANCELLED, "Assembling the image was cancelled", "", "Run it again"),
          cause);
    }
    return new InputException(
        DiskSpace.isExhaustedBy(cause) ? diskFull(request.work()) : failed(request), cause);
  }

  private static Problem diskFull(Path work) {
    return Problem.of(
        ErrorCode.DISK_FULL,
        "No space left while assembling the image in " + work,
        "Nothing was pushed",
        "Free about three times the size of the image's own layers, or set TMPDIR to a larger disk");
  }

  private static Problem failed(AssemblyRequest request) {
    return Problem.of(
            ErrorCode.ASSEMBLY_FAILED,
            "The image could not be assembled",
            "Nothing was pushed",
            "Check that no file changes during the build; run again with debug output for the cause")
        .at(SourceLocation.of(request.buildFile().file()));
  }
}
