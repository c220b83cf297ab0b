package org.ignition.deployment.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.ssh.KnownHosts;
import org.ignition.ssh.SshHost;
import org.ignition.ssh.SshKey;
import org.ignition.ssh.SshSession;
import org.ignition.testing.Sshd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real sshd on which {@code docker} is a script that answers as the engine does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceAddressIT {

  private Sshd sshd;
  private SshSession session;

  @BeforeAll
  void start() throws Exception {
    sshd = Sshd.start();
    session =
        SshSession.open(
            SshHost.parse(sshd.host()), SshKey.parse(sshd.key()), new KnownHosts(sshd.knownHost()));
  }

  @AfterAll
  void stop() {
    session.close();
    sshd.close();
  }

  private void docker(String running, String inspected) throws Exception {
    sshd.program(
        "docker",
        """
        case "$1" in
        ps) [ "$*" = 'ps --quiet --no-trunc --filter label=com.docker.compose.project.working_dir=/opt/my shop \
        --filter label=com.docker.compose.service=db --filter label=com.docker.compose.oneoff=False' ] || exit 9
          printf '%s' ;;
        inspect) printf '%s' ;;
        esac
        """
            .formatted("%s", "%s")
            .replaceFirst("%s", running)
            .replaceFirst("%s", inspected));
  }

  @ParameterizedTest
  @CsvSource({
    "shop_internal 172.18.0.2, 172.18.0.2",
    "shop_internal '' 172.19.0.3, 172.19.0.3",
    "shop_a 172.18.0.2 172.19.0.2, 172.18.0.2",
    "shop_six fd00:18::2, fd00:18::2",
    "shop_both fd00:18::2 172.18.0.2 fd00:19::2, 172.18.0.2",
    "shop_a invalid IP 172.18.0.2 invalid IP, 172.18.0.2",
    "host '', 127.0.0.1",
  })
  void takesTheAddressInItsNetwork(String inspected, String address) throws Exception {
    docker("0123abcd\\\\n", inspected.replace("''", "") + "\\\\n");
    assertEquals(address, ServiceAddress.find(session, "/opt/my shop", "db"));
  }

  @Test
  void saysThatNoneRuns() throws Exception {
    docker("", "");
    RemoteException refused =
        assertThrows(
            RemoteException.class, () -> ServiceAddress.find(session, "/opt/my shop", "db"));
    assertEquals(ErrorCode.SSH_FORWARD_REFUSED, refused.code());
    assertTrue(refused.problem().what().startsWith("No container of the service db"));
  }

  @Test
  void doesNotChooseAmongSeveral() throws Exception {
    docker("0123\\\\n4567\\\\n", "bridge 172.18.0.2");
    RemoteException refused =
        assertThrows(
            RemoteException.class, () -> ServiceAddress.find(session, "/opt/my shop", "db"));
    assertTrue(refused.problem().what().startsWith("More than one"));
  }

  @Test
  void saysThatItHasNoAddress() throws Exception {
    docker("0123\\\\n", "none \\\\n");
    assertThrows(RemoteException.class, () -> ServiceAddress.find(session, "/opt/my shop", "db"));
  }

  @Test
  void saysWhatDockerSays() throws Exception {
    sshd.program("docker", "echo 'permission denied while trying to connect' >&2; exit 1");
    RemoteException refused =
        assertThrows(
            RemoteException.class, () -> ServiceAddress.find(session, "/opt/my shop", "db"));
    assertEquals(ErrorCode.SSH_COMMAND_FAILED, refused.code());
    assertTrue(refused.problem().why().contains("permission denied"));
  }
}
