package org.ignition.deployment.compose;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.ssh.RemoteOutput;
import org.ignition.ssh.SshSession;

/**
 * Finds the address that the container of a service has in its network, by which its host reaches
 * it, though no port is published.
 *
 * <p>Asked is the engine, by the labels that Compose gives its containers: {@code docker compose}
 * itself reads the project's files, which may want variables that only a deployment has.
 */
public final class ServiceAddress {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int LONGEST = 200;
  private static final String LABEL = "label=com.docker.compose.";
  private static final String ADDRESSES =
      "{{.HostConfig.NetworkMode}}{{range .NetworkSettings.Networks}} {{.IPAddress}}"
          + " {{.GlobalIPv6Address}}{{end}}";

  /** One of IPv4 before one of IPv6: what listens in a container may know the first alone. */
  private static final List<String> FORMS = List.of("[0-9.]+", "[0-9a-f]+:[0-9a-f:.]+");

  private ServiceAddress() {}

  /**
   * Asks over {@code session}.
   *
   * @param project its folder on the host if it begins with {@code /}, else its name
   * @param service as the Compose file calls it
   * @throws RemoteException when not exactly one container of it runs, or Docker can't be asked
   */
  public static String find(SshSession session, String project, String service) {
    String label = project.startsWith("/") ? "project.working_dir=" : "project=";
    List<String> containers =
        words(
            docker(
                session,
                List.of(
                    "docker",
                    "ps",
                    "--quiet",
                    "--no-trunc",
                    "--filter",
                    LABEL + label + project,
                    "--filter",
                    LABEL + "service=" + service,
                    "--filter",
                    LABEL + "oneoff=False")));
    if (containers.size() != 1) {
      throw notOne(session, project, service, containers.size());
    }
    return address(
        session,
        docker(session, List.of("docker", "inspect", "--format", ADDRESSES, containers.getFirst())),
        service);
  }

  private static String docker(SshSession session, List<String> words) {
    RemoteOutput answer = session.run(LIMIT, words);
    if (answer.exitCode() != 0) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.SSH_COMMAND_FAILED,
              "Docker can't be asked on " + session.host(),
              "It said: " + Quoted.line(answer.errors().strip(), LONGEST),
              "Run `docker ps` there as this user; `usermod -aG docker "
                  + session.host().user()
                  + "` lets it talk to Docker"));
    }
    return answer.output();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /** In the network of the host itself a container has no address of its own. */
  private static String address(SshSession session, String inspected, String service) {
    List<String> words = words(inspected);
    if (!words.isEmpty() && words.getFirst().equals("host")) {
      return "127.0.0.1";
    }
    return FORMS.stream()
        .flatMap(form -> words.stream().skip(1).filter(word -> word.matches(form)))
        .findFirst()
        .orElseThrow(() ->
            new RemoteException(
                Problem.of(
                    ErrorCode.SSH_FORWARD_REFUSED,
                    "The container of " + service + " on " + session.host() + " has no address",
                    "It is in no network that its host reaches",
                    "Look at `docker inspect` there")));
  }

  private static RemoteException notOne(
      SshSession session, String project, String service, int found) {
    return new RemoteException(
        Problem.of(
            ErrorCode.SSH_FORWARD_REFUSED,
            (found == 0 ? "No" : "More than one")
                + " container of the service "
                + service
                + " runs on "
                + session.host(),
            "The project is " + Quoted.of(project),
            "Compare with `docker compose ls` and `docker compose ps` there"));
  }
}
