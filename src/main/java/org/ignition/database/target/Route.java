package org.ignition.database.target;

import java.util.regex.Pattern;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;

/** The way to a database server. */
public sealed interface Route {

  /** The URL's host, from this machine. */
  record Direct() implements Route {}

  /** Through a host that one logs in to. */
  sealed interface OverSsh extends Route {}

  /** The URL's host and port, as they are seen from the host that one logs in to. */
  record Forwarded() implements OverSsh {}

  /**
   * The container of a service of Docker Compose on that host, at its address in its network, so
   * that no port has to be published. Of the URL, the port counts.
   *
   * @param project the project's folder on the host if it begins with {@code /}, else its name
   * @param service as the Compose file calls it
   */
  record ComposeService(String project, String service) implements OverSsh {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern FOLDER = Pattern.compile("/[^\\p{Cntrl},]{0,500}");

    /**
     * Makes sure that both are what Compose takes for names.
     *
     * @throws InputException when they are not
     */
    public ComposeService {
      if (!NAME.matcher(service).matches()) {
        throw invalid("service", service);
      }
      if (!NAME.matcher(project).matches() && !FOLDER.matcher(project).matches()) {
        throw invalid("project", project);
      }
    }

    private static InputException invalid(String what, String value) {
      return new InputException(
          Problem.of(
              ErrorCode.CONFIG_INVALID_VALUE,
              "No name of a " + what + " of Docker Compose: " + Quoted.of(value),
              "",
              "Give it as `docker compose ls` or `docker compose ps` shows it"));
    }
  }
}
