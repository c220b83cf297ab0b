package org.ignition.registry.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Tag;

/** The attempts at one thing: waits after each that failed, and says when it was enough. */
final class RetrySession {

  /** What every session of a client shares. */
  record Rules(
      Backoff backoff, Sleeper sleeper, RandomGenerator random, TrafficListener listener) {}

  private final Rules rules;
  private final String host;
  private int failed;
  private Duration waited = Duration.ZERO;

  RetrySession(Rules rules, String host) {
    this.rules = rules;
    this.host = host;
  }

  /**
   * Waits until it is time for another attempt.
   *
   * @throws IgnitionException when there is none, or it would be in vain
   */
  void after(Fault fault) {
    failed++;
    Optional<IgnitionException> hopeless = hopeless(fault);
    if (hopeless.isPresent()) {
      throw hopeless.get();
    }
    Optional<Duration> wait = rules.backoff.after(failed, waited, asked(fault), rules.random);
    if (wait.isEmpty()) {
      throw exhausted(fault);
    }
    rules.listener.retrying(line(fault, wait.get()));
    sleep(wait.get());
    waited = waited.plus(wait.get());
  }

  /** The exception for {@code fault} where there is no further attempt. */
  IgnitionException end(Fault fault) {
    failed++;
    return hopeless(fault).orElseGet(() -> exhausted(fault));
  }

  private static Optional<Duration> asked(Fault fault) {
    return fault instanceof Fault.Status status ? status.retryAfter() : Optional.empty();
  }

  private Optional<IgnitionException> hopeless(Fault fault) {
    return fault instanceof Fault.Broken(IOException cause)
        ? Hopeless.of(host, cause)
        : Optional.empty();
  }

  private String line(Fault fault, Duration wait) {
    double seconds = wait.toMillis() / 1000.0;
    String time =
        seconds < 10
            ? String.format(Locale.ROOT, "%.1f", seconds)
            : String.format(Locale.ROOT, "%.0f", seconds);
    return "retrying in "
        + time
        + " s: "
        + fault.words(host)
        + " ("
        + (failed + 1)
        + " of "
        + rules.backoff.attempts()
        + ")";
  }

  private void sleep(Duration wait) {
    try {
      rules.sleeper.sleep(wait);
    } catch (InterruptedException e) {
      throw Cancellation.of(e);
    }
  }

  private RemoteException exhausted(Fault fault) {
    return switch (fault) {
      case Fault.Broken(IOException cause) -> Unreachable.of(host, failed, cause);
      case Fault.Overwritten(Tag tag) ->
          new RemoteException(
              Problem.of(
                  ErrorCode.REGISTRY_UNAVAILABLE,
                  "The tag " + tag + " at " + host + " is overwritten by others again and again",
                  "Tried " + failed + " times to add to it without losing what they add",
                  "Run it again when fewer jobs attach to the same image"));
      case Fault.Status(int status, var asked, String detail) ->
          new RemoteException(
              Problem.of(
                  ErrorCode.REGISTRY_UNAVAILABLE,
                  "Registry "
                      + host
                      + " keeps answering "
                      + status
                      + (detail.isEmpty() ? "" : ": " + detail),
                  "Tried " + failed + (failed == 1 ? " time" : " times"),
                  status == 429
                      ? "Wait until its rate limit resets, then run it again; a login may raise it"
                      : "Look at its status page, then run it again: it goes on from what is"
                          + " there"));
    };
  }
}
