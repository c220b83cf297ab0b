package org.ignition.failure;

import org.jspecify.annotations.Nullable;

/**
 * The root of every failure that a command can end with. The subclass decides the exit code, the
 * {@link Problem} says the rest.
 *
 * <p>Third-party exceptions are wrapped where they are caught; their text is never the headline and
 * never repeated unless it is known to hold no secret.
 */
public abstract sealed class IgnitionException extends RuntimeException
    permits InputException,
        PolicyException,
        RemoteException,
        PartialException,
        CancelledException,
        DefectException {

  private final transient Problem problem;

  IgnitionException(Problem problem, @Nullable Throwable cause) {
    super(problem.toString(), cause);
    this.problem = problem;
  }

  /** What happened, why it matters and what to do. */
  public Problem problem() {
    return problem;
  }

  /** The same kind of failure, told in other words. */
  public final IgnitionException retold(Problem words) {
    return switch (this) {
      case InputException _ -> new InputException(words, this);
      case PolicyException _ -> new PolicyException(words, this);
      case RemoteException _ -> new RemoteException(words, this);
      case PartialException _ -> new PartialException(new RemoteException(words, this));
      case CancelledException _, DefectException _ -> this;
    };
  }

  /** The stable code. */
  public ErrorCode code() {
    return problem.code();
  }

  /** What the process ends with; see the README's table. */
  public abstract int exitCode();
}
