package org.ignition.ssh;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/**
 * Where to log in over SSH, and as whom.
 *
 * @param user on that host
 * @param host a name or an address, one of IPv6 without brackets
 * @param port from 1 to 65535
 */
public record SshHost(String user, String host, int port) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<user>[A-Za-z0-9_][A-Za-z0-9._-]{0,63})@"
              + "(?:(?<name>[A-Za-z0-9][A-Za-z0-9._-]{0,252})|\\[(?<address>[0-9A-Fa-f:.]+)])"
              + "(?::(?<port>[0-9]{1,5}))?");
  private static final int HIGHEST_PORT = 65_535;
  private static final String DEFAULT_PORT = "22";

  /**
   * Reads {@code user@host} or {@code user@host:port}.
   *
   * @throws InputException when it is of another form
   */
  public static SshHost parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw invalid(text);
    }
    int port = Integer.parseInt(Optional.ofNullable(form.group("port")).orElse(DEFAULT_PORT));
    if (port == 0 || port > HIGHEST_PORT) {
      throw invalid(text);
    }
    return new SshHost(
        form.group("user"),
        Optional.ofNullable(form.group("name")).orElseGet(() -> form.group("address")),
        port);
  }

  private static InputException invalid(String text) {
    return new InputException(
        Problem.of(
            ErrorCode.INPUT_INVALID,
            "No host to log in to over SSH: " + Quoted.of(text),
            "It is a user and a host, with a port unless that is 22",
            "Give it as deploy@shop.example or deploy@shop.example:2222"));
  }

  /** What {@code known_hosts} calls it, see {@code sshd(8)}. */
  String knownName() {
    return port == Integer.parseInt(DEFAULT_PORT) ? host : "[" + host + "]:" + port;
  }

  @Override
  public String toString() {
    return user + "@" + knownName();
  }
}
