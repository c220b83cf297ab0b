package org.ignition.ssh;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.RemoteException;
import org.ignition.testing.FreePort;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.ignition.testing.Sshd;
import org.ignition.testing.TcpDoor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real sshd. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshSessionIT {

  private static final Duration SOME = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Sshd sshd;
  private SshSession shared;

  @BeforeAll
  void start() throws Exception {
    sshd = Sshd.start();
    shared = open();
  }

  @AfterAll
  void stop() {
    shared.close();
    sshd.close();
  }

  private SshSession open() throws Exception {
    return open(sshd, sshd.key(), sshd.knownHost());
  }

  private static SshSession open(Sshd sshd, String key, String knownHosts) {
    return SshSession.open(
        SshHost.parse(sshd.host()), SshKey.parse(key), new KnownHosts(knownHosts));
  }

  @Test
  void runsCommands() {
    RemoteOutput output = shared.run(SOME, List.of("sh", "-c", "echo out; echo err >&2; exit 7"));
    assertEquals(new RemoteOutput(7, "out\n", "err\n"), output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo Welcome to 10.0.0.1", "printf '[ignition-release [[ig'", "true"})
  void hearsNothingOfWhatTheLoginShellSays(String said) throws Exception {
    String shell = "ForceCommand " + said + "; exec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"";
    try (Sshd greeting = Sshd.start(shell);
        SshSession session = open(greeting, greeting.key(), greeting.knownHost())) {
      assertEquals(
          new RemoteOutput(7, "out\n", ""),
          session.run(SOME, List.of("sh", "-c", "echo out; exit 7")));
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      RemoteScript script = new RemoteScript("printf 'a\\0b'", List.of());
      session.run(script, RemoteStreams.to(printed, _ -> {}), SOME);
      assertEquals("a\0b", printed.toString(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$(reboot)", "`id`", "a'b", "'; id; '", "a b", "", "*", "\\", "~", "ü", "-n x"})
  void givesWordsAsTheyAre(String word) {
    assertEquals(word, shared.run(SOME, List.of("printf", "%s", word)).output());
  }

  @Test
  void refusesControlCharacters() {
    assertThrows(IllegalArgumentException.class, () -> shared.run(SOME, List.of("echo", "a\nb")));
  }

  @Test
  void keepsTheBeginningOfMuch() {
    RemoteOutput output =
        shared.run(SOME, List.of("sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x; echo e >&2"));
    assertEquals(1 << 20, output.output().length());
    assertEquals("e\n", output.errors());
    assertEquals(0, output.exitCode());
  }

  @Test
  void leavesCommandsAloneThatDoNotEnd() throws Exception {
    try (SshSession session = open()) {
      RemoteException late =
          assertThrows(
              RemoteException.class,
              () -> session.run(Duration.ofMillis(300), List.of("sleep", "600")));
      assertEquals(ErrorCode.SSH_COMMAND_FAILED, late.code());
      assertEquals("ok\n", session.run(SOME, List.of("echo", "ok")).output());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, ''",
    "rsa, '-b 2048'",
    "rsa, '-b 2048 -m PEM'",
    "ecdsa, ''",
    "ecdsa, '-m PEM'",
    "rsa, '-b 2048 -m PKCS8'",
  })
  void takesKeysOfAllKinds(String type, String more) throws Exception {
    Path key = folder.resolve("key");
    Sshd.keygen(key, type, "", more.isEmpty() ? new String[0] : more.split(" ", -1));
    sshd.authorize(key);
    String text = Files.readString(key);
    open(sshd, text, sshd.knownHost()).close();
    open(sshd, "\n" + text.strip().replace("\n", "\r\n"), sshd.knownHost()).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PEM"})
  void saysThatAKeyHasAPassphrase(String form) throws Exception {
    Path key = folder.resolve("locked");
    String more = form.isEmpty() ? "-b 2048" : "-b 2048 -m " + form;
    Sshd.keygen(key, "rsa", "s3cret", more.split(" ", -1));
    InputException refused =
        assertThrows(InputException.class, () -> SshKey.parse(Files.readString(key)));
    assertEquals(ErrorCode.SSH_KEY_INVALID, refused.code());
    assertTrue(refused.problem().what().contains("passphrase"));
  }

  @Test
  void saysThatThisIsNoKey() throws Exception {
    String key = sshd.key();
    for (String text :
        List.of(
            "",
            "s3cret",
            sshd.knownHost(),
            key.substring(0, key.length() / 2),
            "-----BEGIN OPENSSH PRIVATE KEY-----\ns3cret\n-----END OPENSSH PRIVATE KEY-----")) {
      InputException refused = assertThrows(InputException.class, () -> SshKey.parse(text), text);
      assertEquals(ErrorCode.SSH_KEY_INVALID, refused.code());
      assertFalse(refused.problem().toString().contains("s3cret"));
    }
    assertFalse(SshKey.parse(key).toString().contains("OPENSSH"));
  }

  @Test
  void refusesAHostThatNobodyKnows() throws Exception {
    PolicyException refused = assertThrows(PolicyException.class, () -> open(sshd, sshd.key(), ""));
    assertEquals(ErrorCode.SSH_HOST_KEY, refused.code());
    assertTrue(refused.problem().why().contains(sshd.fingerprint()), refused.problem()::why);
    String line = refused.problem().advice().replaceFirst("(?s).*: (\\[127)", "$1");
    open(sshd, sshd.key(), line).close();
  }

  @Test
  void refusesAHostThatChanged() throws Exception {
    Sshd.keygen(folder.resolve("other"), "ed25519", "");
    String other =
        "[127.0.0.1]:" + sshd.port() + " " + Files.readString(folder.resolve("other.pub"));
    PolicyException refused =
        assertThrows(PolicyException.class, () -> open(sshd, sshd.key(), other));
    assertEquals(ErrorCode.SSH_HOST_KEY, refused.code());
    assertTrue(refused.problem().what().contains("another key"));
    assertTrue(refused.problem().why().contains(sshd.fingerprint()));
  }

  @Test
  void knowsHashedNamesAndSkipsWhatItCanNotRead() throws Exception {
    Path known = folder.resolve("known");
    Files.writeString(known, sshd.knownHost());
    RealProgram.output(RealTool.require("ssh-keygen"), "-q", "-H", "-f", known.toString());
    String hashed = Files.readString(known);
    assertFalse(hashed.contains("127.0.0.1"));
    open(sshd, sshd.key(), "# a comment\n\nnonsense\n" + hashed).close();
  }

  @Test
  void asksForAKeyThatIsKnown() throws Exception {
    open(sshd, sshd.key(), sshd.otherKnownHost().strip() + "\r\n").close();
  }

  @Test
  void refusesARevokedKey() throws Exception {
    assertThrows(
        PolicyException.class,
        () -> open(sshd, sshd.key(), "@revoked " + sshd.knownHost() + "\n" + sshd.knownHost()));
  }

  @Test
  void readsTheUsersKnownHosts() throws Exception {
    assertEquals(new KnownHosts(""), KnownHosts.ofUser(folder));
    Files.createDirectory(folder.resolve(".ssh"));
    Files.writeString(folder.resolve(".ssh/known_hosts"), "a b c\n");
    assertEquals("a b c\n", KnownHosts.ofUser(folder).lines());
    assertEquals("x\na b c\n", new KnownHosts("x").and(KnownHosts.ofUser(folder)).lines());
  }

  @Test
  void saysThatTheLoginFailed() throws Exception {
    Path key = folder.resolve("stranger");
    Sshd.keygen(key, "ed25519", "");
    RemoteException refused =
        assertThrows(
            RemoteException.class, () -> open(sshd, Files.readString(key), sshd.knownHost()));
    assertEquals(ErrorCode.SSH_LOGIN_FAILED, refused.code());
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    SshHost nowhere = new SshHost("deploy", "127.0.0.1", FreePort.any());
    SshKey key = SshKey.parse(sshd.key());
    IgnitionException refused =
        assertThrows(
            IgnitionException.class, () -> SshSession.open(nowhere, key, new KnownHosts("")));
    assertEquals(ErrorCode.SSH_UNREACHABLE, refused.code());
    SshHost unknown = new SshHost("deploy", "no-such-host.invalid", 22);
    assertEquals(
        ErrorCode.SSH_UNREACHABLE,
        assertThrows(
                IgnitionException.class, () -> SshSession.open(unknown, key, new KnownHosts("")))
            .code());
  }

  /** As sshd does with more logins at once than its MaxStartups. */
  @Test
  void logsInAgainWhereTheHostHangsUp() throws Exception {
    try (TcpDoor door = TcpDoor.to(sshd.port()).answer(new byte[0]).answer(new byte[0]);
        SshSession session = through(door)) {
      assertEquals(0, session.run(SOME, List.of("true")).exitCode());
      assertEquals(3, door.connections());
    }
  }

  @Test
  void triesARefusedLoginOnce() throws Exception {
    try (TcpDoor door = TcpDoor.to(sshd.port())) {
      SshHost host = new SshHost("root", "127.0.0.1", door.port());
      Path key = folder.resolve("stranger");
      Sshd.keygen(key, "ed25519", "");
      SshKey stranger = SshKey.parse(Files.readString(key));
      KnownHosts known = known(door);
      assertThrows(RemoteException.class, () -> SshSession.open(host, stranger, known));
      assertEquals(1, door.connections());
    }
  }

  private KnownHosts known(TcpDoor door) throws Exception {
    return new KnownHosts(sshd.knownHost().replace(":" + sshd.port(), ":" + door.port()));
  }

  private SshSession through(TcpDoor door) throws Exception {
    SshHost host = new SshHost(System.getProperty("user.name"), "127.0.0.1", door.port());
    return SshSession.open(host, SshKey.parse(sshd.key()), known(door));
  }

  @Test
  void forwardsToWhatTheHostReaches() throws Exception {
    int near;
    try (ServerSocket far = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        SshSession session = open()) {
      Thread.ofVirtual()
          .start(() ->
              assertDoesNotThrow(() -> {
                try (Socket socket = far.accept()) {
                  socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
                }
              }));
      near = session.forward("127.0.0.1", far.getLocalPort());
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), near)) {
        assertEquals(
            "hello", new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      }
      assertTrue(session.refusal("127.0.0.1", far.getLocalPort()).isEmpty());
    }
    assertThrows(
        IOException.class, () -> new Socket(InetAddress.getLoopbackAddress(), near).close());
  }

  @Test
  void saysThatNobodyListensAtTheFarEnd() throws Exception {
    try (SshSession session = open()) {
      ForwardRefusal refusal = session.refusal("127.0.0.1", FreePort.any()).orElseThrow();
      assertFalse(refusal.banned());
      assertEquals(ErrorCode.SSH_FORWARD_REFUSED, refusal.failure().code());
      assertFalse(session.refusal("no-such-host.invalid", 5432).orElseThrow().banned());
    }
  }

  @Test
  void saysThatTheHostForwardsNothing() throws Exception {
    try (Sshd strict = Sshd.start("AllowTcpForwarding no");
        SshSession session = open(strict, strict.key(), strict.knownHost())) {
      ForwardRefusal refusal = session.refusal("127.0.0.1", strict.port()).orElseThrow();
      assertTrue(refusal.banned());
      assertTrue(refusal.failure().problem().advice().contains("AllowTcpForwarding"));
    }
  }

  @Test
  void saysThatTheSessionIsLost() throws Exception {
    try (TcpDoor door = TcpDoor.to(sshd.port())) {
      try (SshSession session = through(door)) {
        door.cut();
        RemoteException lost =
            assertThrows(RemoteException.class, () -> session.run(SOME, List.of("true")));
        assertEquals(ErrorCode.SSH_UNREACHABLE, lost.code());
        assertTrue(session.refusal("127.0.0.1", 1).orElseThrow().banned());
      }
    }
  }

  @Test
  void noticesThatTheSessionIsLostWhileItWaits() throws Exception {
    try (TcpDoor door = TcpDoor.to(sshd.port())) {
      try (SshSession session = through(door)) {
        Thread.ofVirtual()
            .start(() ->
                assertDoesNotThrow(() -> {
                  Thread.sleep(500);
                  door.cut();
                }));
        RemoteException lost =
            assertThrows(RemoteException.class, () -> session.run(SOME, List.of("sleep", "20")));
        assertEquals(ErrorCode.SSH_UNREACHABLE, lost.code());
      }
    }
  }
}
