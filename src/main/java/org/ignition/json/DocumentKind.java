package org.ignition.json;

import java.util.function.Function;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;

/**
 * How errors in one kind of document are reported: a user's configuration is an input error with
 * its own codes, a registry's answer is the remote's fault.
 *
 * @param syntax code of what is no document at all
 * @param unknownKey code of a key that means nothing
 * @param invalidValue code of a value of the wrong type or form
 * @param failure makes the exception
 */
public record DocumentKind(
    ErrorCode syntax,
    ErrorCode unknownKey,
    ErrorCode invalidValue,
    Function<Problem, IgnitionException> failure) {

  /** A kind with one code for everything that can be wrong. */
  public static DocumentKind of(ErrorCode code, Function<Problem, IgnitionException> failure) {
    return new DocumentKind(code, code, code, failure);
  }
}
