package org.ignition.registry.client;

import java.net.URI;
import java.util.Set;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;

/** Says what a registry's refusal means and what to do about it. */
final class Rejections {

  private static final String GITHUB = "ghcr.io";
  private static final Set<String> DENIALS = Set.of("DENIED", "denied");

  private Rejections() {}

  /** The exception for an answer that is not among those that the caller can use. */
  static RemoteException of(Reply reply) {
    return switch (reply.status()) {
      case 401 -> unauthorized(reply, false);
      case 403 -> forbidden(reply);
      case 404 -> problem(reply, ErrorCode.REGISTRY_NOT_FOUND, "Not found", missing());
      case 507 -> problem(reply, ErrorCode.DISK_FULL, "No space left at the registry", full());
      default -> other(reply);
    };
  }

  private static String missing() {
    return "Check the name, and that the login may read it: registries answer 404 for what must not"
        + " be seen";
  }

  private static String full() {
    return "Free space where the registry keeps its content, then run the same command again";
  }

  private static RemoteException other(Reply reply) {
    boolean refused = reply.status() >= 400 && reply.status() < 500;
    return problem(
        reply,
        refused ? ErrorCode.REGISTRY_REJECTED : ErrorCode.REGISTRY_PROTOCOL,
        (refused ? "Rejected with " : "Unexpected answer ") + reply.status(),
        refused
            ? "What the registry says tells what it does not accept; its settings may forbid it"
            : "Check that the name leads to a registry and not to a proxy's page");
  }

  /**
   * A login that the registry does not accept, or none where it wants one.
   *
   * @param loggedIn whether a login was sent
   */
  static RemoteException unauthorized(Reply reply, boolean loggedIn) {
    if (loggedIn && DENIALS.contains(ErrorBody.of(reply).code())) {
      return forbidden(reply);
    }
    String host = host(reply);
    return problem(
        reply,
        ErrorCode.REGISTRY_UNAUTHORIZED,
        loggedIn ? "The login is not accepted" : "A login is needed",
        host.equals(GITHUB)
            ? "Log in with the job's GITHUB_TOKEN and give the job `permissions: packages: write`"
            : "Check user and password for "
                + host
                + ", given as inputs or by `docker login "
                + host
                + "`");
  }

  /** A login that is right and not enough. */
  static RemoteException forbidden(Reply reply) {
    return problem(
        reply,
        ErrorCode.REGISTRY_FORBIDDEN,
        reply.call().isRead() ? "No permission to read" : "No permission to write",
        host(reply).equals(GITHUB)
            ? "Give the job `permissions: packages: write`; if the package exists already, give"
                + " this repository write access in its settings (Manage Actions access)"
            : "Give the account the right to pull from and push to this repository");
  }

  private static RemoteException problem(Reply reply, ErrorCode code, String what, String advice) {
    return new RemoteException(Problem.of(code, what + ": " + place(reply), says(reply), advice));
  }

  private static String says(Reply reply) {
    String quoted = ErrorBody.of(reply).quoted();
    return quoted.isEmpty() ? "" : host(reply) + " says " + quoted;
  }

  /** Method, host and path. Never the query: it may hold a signature or an upload's state. */
  static String place(Reply reply) {
    URI uri = reply.uri();
    return reply.call().method() + " " + uri.getRawAuthority() + uri.getRawPath();
  }

  private static String host(Reply reply) {
    return reply.uri().getRawAuthority();
  }

  /** An answer that breaks the protocol in the way that {@code what} says. */
  static RemoteException protocol(Reply reply, String what) {
    return problem(
        reply,
        ErrorCode.REGISTRY_PROTOCOL,
        what,
        "Check that the name leads to an OCI registry, and that no proxy changes its answers");
  }
}
