package org.ignition.database.target;

import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * Where a URL was given, and so what may stand in it.
 *
 * @param input the input's name, such as {@code database-url}
 * @param allowsUserinfo whether a user and a password may
 */
public record UrlSource(String input, boolean allowsUserinfo) {

  /**
   * A URL that can't be taken.
   *
   * @param how what follows the input's name; holds no part that could be a password
   */
  InputException invalid(String how) {
    return new InputException(
        Problem.of(
            ErrorCode.DATABASE_URL_INVALID,
            "`" + input + "` " + how,
            "It is not shown, since it may hold a password",
            "Give it as postgresql://"
                + (allowsUserinfo ? "user:password@" : "")
                + "host:port/database?sslmode=require, with special characters percent-encoded"));
  }

  /** A user or a password in a place that is printed and stored by much that is not ours. */
  InputException holdsUserinfo() {
    return new InputException(
        Problem.of(
            ErrorCode.DATABASE_URL_INVALID,
            "`" + input + "` holds a user or a password",
            "URLs get into logs and lists of programs; the secrets have inputs of their own",
            "Put them into `database-user` and `database-password` and take them out of the URL, or"
                + " set `allow-url-userinfo: true`"));
  }
}
