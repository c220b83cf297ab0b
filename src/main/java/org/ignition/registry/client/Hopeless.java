package org.ignition.registry.client;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.tls.Trust;

/** Tells the failures that come back however often one tries. */
final class Hopeless {

  private Hopeless() {}

  /** The exception to end with; empty when another attempt may help. */
  static Optional<IgnitionException> of(String host, IOException failure) {
    if (Cancellation.caused(failure)) {
      return Optional.of(Cancellation.of(failure));
    }
    return Stream.of(
            Causes.find(failure, IgnitionException.class),
            Causes.find(failure, Trust.UntrustedException.class)
                .map(untrusted -> Unreachable.certificate(host, untrusted)),
            Causes.find(failure, Content.LocalFailure.class).map(Hopeless::unreadable),
            Causes.find(failure, Answer.OversizeException.class)
                .map(oversize -> oversize(host, oversize)),
            Causes.find(failure, VerifiedStream.MismatchException.class).map(Hopeless::mismatch))
        .flatMap(Optional::stream)
        .map(IgnitionException.class::cast)
        .findFirst();
  }

  private static InputException unreadable(Content.LocalFailure failure) {
    return new InputException(
        Problem.of(
            ErrorCode.ARCHIVE_UNREADABLE,
            "A blob cannot be read while it is being pushed: " + failure.getMessage(),
            "Its file was whole when the push began",
            "Make sure that nothing changes or deletes it, then run it again"),
        failure);
  }

  private static RemoteException oversize(String host, Answer.OversizeException failure) {
    return new RemoteException(
        Problem.of(
            ErrorCode.REGISTRY_PROTOCOL,
            "An answer of " + host + " is larger than it can rightly be",
            "Manifests and lists are bounded, so that a broken registry can't fill the memory",
            "Check that the name leads to a registry"),
        failure);
  }

  private static RemoteException mismatch(VerifiedStream.MismatchException failure) {
    return new RemoteException(
        Problem.of(
            ErrorCode.DIGEST_MISMATCH,
            "A blob is not what its digest says: " + failure.getMessage(),
            "It was damaged or exchanged where it is stored, or on its way",
            "Have the image that it belongs to pushed again"),
        failure);
  }
}
