package org.ignition.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian's sshd on a free loopback port, for whoever runs the tests, with keys of its own. Bash
 * takes itself for the shell of a shell there ({@code SHLVL}), and so reads no {@code .bashrc}.
 */
public final class Sshd implements AutoCloseable {

  private final Path folder;
  private final int port;
  private final Program program;

  private Sshd(Path folder, int port, Program program) {
    this.folder = folder;
    this.port = port;
    this.program = program;
  }

  /**
   * Starts one that knows {@code client-key}, an Ed25519 key.
   *
   * @param options more lines of its configuration, before all others and so in their place
   */
  public static Sshd start(String... options) throws Exception {
    Path program = RealTool.require("sshd");
    Path folder = Files.createTempDirectory("sshd");
    int port = FreePort.any();
    Files.createDirectories(folder.resolve("bin"));
    keygen(folder.resolve("host-key"), "ed25519", "");
    keygen(folder.resolve("host-rsa"), "rsa", "", "-b", "2048");
    keygen(folder.resolve("client-key"), "ed25519", "");
    Files.copy(folder.resolve("client-key.pub"), folder.resolve("authorized"));
    Files.writeString(
        folder.resolve("config"),
        String.join("\n", options)
            + """

            Port %2$d
            ListenAddress 127.0.0.1
            HostKey %1$s/host-key
            HostKey %1$s/host-rsa
            AuthorizedKeysFile %1$s/authorized
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PermitRootLogin prohibit-password
            SetEnv PATH=%1$s/bin:/usr/bin:/bin SHLVL=2
            """
                .formatted(folder, port));
    if ("root".equals(System.getProperty("user.name"))) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    return new Sshd(
        folder,
        port,
        Program.start(
            folder.resolve("log"),
            "Server listening",
            program.toRealPath().toString(),
            "-D",
            "-e",
            "-f",
            folder.resolve("config").toString()));
  }

  /** Makes a key pair at {@code file}. */
  public static void keygen(Path file, String type, String passphrase, String... more)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("-q", "-t", type, "-N", passphrase, "-C", "test", "-f", file.toString()));
    arguments.addAll(List.of(more));
    RealProgram.output(RealTool.require("ssh-keygen"), arguments.toArray(String[]::new));
  }

  /** Lets the key pair at {@code file} in, too. */
  public void authorize(Path file) throws Exception {
    Files.writeString(
        folder.resolve("authorized"),
        Files.readString(folder.resolve("authorized"))
            + Files.readString(file.resolveSibling(file.getFileName() + ".pub")));
  }

  /** {@code user@127.0.0.1:port}. */
  public String host() {
    return System.getProperty("user.name") + "@127.0.0.1:" + port;
  }

  /** On 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The client's private key. */
  public String key() throws Exception {
    return Files.readString(folder.resolve("client-key"));
  }

  /** Its line of {@code known_hosts}. */
  public String knownHost() throws Exception {
    return "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host-key.pub"));
  }

  /** The line of its other key. */
  public String otherKnownHost() throws Exception {
    return "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host-rsa.pub"));
  }

  /** As {@code ssh-keygen} prints it. */
  public String fingerprint() throws Exception {
    return RealProgram.output(
            RealTool.require("ssh-keygen"), "-lf", folder.resolve("host-key.pub").toString())
        .split(" ", -1)[1];
  }

  /** Puts a program in front of others of that name, for commands that are run there. */
  public void program(String name, String script) throws Exception {
    Path file = folder.resolve("bin").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script);
    RealProgram.output(Path.of("/bin/chmod"), "755", file.toString());
  }

  /** What it said so far. */
  public String log() throws Exception {
    return program.log();
  }

  @Override
  public void close() {
    program.close();
    ProgramFolder.remove(folder);
  }
}
