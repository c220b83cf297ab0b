package org.ignition.registry.embedded;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import org.ignition.failure.DiskSpace;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/** Says why a registry can't start. */
final class StartFailure {

  private StartFailure() {}

  static InputException of(Path root, int port, IOException cause) {
    return cause instanceof BindException ? portTaken(port, cause) : unwritable(root, cause);
  }

  private static InputException portTaken(int port, IOException cause) {
    return new InputException(
        Problem.of(
            ErrorCode.REGISTRY_ADDRESS_IN_USE,
            "Port " + port + " of 127.0.0.1 can't be listened on",
            "Another program has it, or it is reserved",
            "Give another port, or 0 for any free one"),
        cause);
  }

  static InputException unwritable(Path root, IOException cause) {
    return DiskSpace.isExhaustedBy(cause)
        ? new InputException(
            Problem.of(
                ErrorCode.DISK_FULL, "No space left for " + root, "", "Free some disk space"),
            cause)
        : new InputException(
            Problem.of(
                ErrorCode.FILE_UNWRITABLE,
                "The registry's folder can't be written: " + root,
                "",
                "Give a folder that this user may write to"),
            cause);
  }
}
