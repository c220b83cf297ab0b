package org.ignition.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/**
 * Where an environment's host is reached, and as whom.
 *
 * @param user on the host
 * @param name of the host, or its address; IPv6 without brackets
 * @param port of its SSH server, 1 to 65535
 */
public record HostAddress(String user, String name, int port) {

  /** The port of SSH (RFC 4253 §4.1). */
  public static final int DEFAULT_PORT = 22;

  private static final Pattern FORM =
      Pattern.compile(
          "([A-Za-z0-9_][A-Za-z0-9_.-]{0,63})"
              + "@(?:([A-Za-z0-9][A-Za-z0-9._-]{0,252})|\\[([0-9A-Fa-f:.]{2,45})])"
              + "(?::([1-9][0-9]{0,4}))?");

  private static final int HIGHEST_PORT = 65535;

  /**
   * Reads {@code user@host[:port]}, with an IPv6 address in brackets.
   *
   * @throws InputException when {@code text} is anything else
   */
  public static HostAddress parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches() || port(match) > HIGHEST_PORT) {
      throw new InputException(
          Problem.of(
              ErrorCode.INPUT_INVALID,
              "Not a host to log in to: " + Quoted.of(text),
              "",
              "Write user@host or user@host:port, without ssh://"));
    }
    String name = match.group(2) == null ? match.group(3) : match.group(2);
    return new HostAddress(match.group(1), name, port(match));
  }

  private static int port(Matcher match) {
    return match.group(4) == null ? DEFAULT_PORT : Integer.parseInt(match.group(4));
  }

  /** {@code user@host:port}, the port only where it is not the usual one. */
  @Override
  public String toString() {
    String host = name.indexOf(':') < 0 ? name : "[" + name + "]";
    return user + "@" + host + (port == DEFAULT_PORT ? "" : ":" + port);
  }
}
