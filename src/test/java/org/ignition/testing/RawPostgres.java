package org.ignition.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL set up as a test says, which lets in {@link #USER} over TCP without a password. For
 * what the servers of {@link Postgres} can't be: a standby, another major version.
 */
public final class RawPostgres implements AutoCloseable {

  /** A superuser. */
  public static final String USER = "chief";

  private final Path folder;
  private final Program program;
  private final int port;

  private RawPostgres(Path folder, Program program, int port) {
    this.folder = folder;
    this.program = program;
    this.port = port;
  }

  /** The homes of all servers that are installed here, ours and the system's. */
  public static Stream<Path> homes() {
    return Stream.concat(
            Stream.of("13", "14", "15", "16").map(major -> Path.of("/usr/lib/postgresql", major)),
            Stream.of("17", "18").map(major -> Path.of("target/postgres", major).toAbsolutePath()))
        .filter(home -> Files.isExecutable(home.resolve("bin/postgres")));
  }

  /** A folder for {@link #initialize} that its server may enter. */
  public static Path folder() throws Exception {
    Path folder =
        Files.createTempDirectory(
            "raw-postgres",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    if ("root".equals(System.getProperty("user.name"))) {
      RealProgram.output(Path.of("/bin/chown"), "nobody:nogroup", folder.toString());
    }
    return folder;
  }

  /** Makes a data folder in {@code folder}. */
  public static void initialize(Path home, Path folder) throws Exception {
    String[] command =
        Program.asNobody(
            reachable(home, folder).resolve("bin/initdb").toString(),
            "--pgdata=" + folder.resolve("data"),
            "--username=" + USER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync");
    RealProgram.output(
        Path.of("/usr/bin/env"), Arrays.copyOf(command, command.length, String[].class));
  }

  /** Nobody may not enter every folder that root works in. */
  private static Path reachable(Path home, Path folder) throws Exception {
    if (home.startsWith("/usr")) {
      return home;
    }
    Path copy = folder.resolve("server");
    if (!Files.exists(copy)) {
      RealProgram.output(Path.of("/bin/cp"), "-R", home.toString(), copy.toString());
      RealProgram.output(Path.of("/bin/chmod"), "-R", "a+rX", copy.toString());
    }
    return copy;
  }

  /** Starts it with {@code settings}, such as {@code hot_standby=on}. */
  public static RawPostgres start(Path home, Path folder, String... settings) throws Exception {
    int port = FreePort.any();
    List<String> command =
        new ArrayList<>(
            List.of(
                reachable(home, folder).resolve("bin/postgres").toString(),
                "-D",
                folder.resolve("data").toString()));
    Stream.concat(
            Stream.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=off"),
            Stream.of(settings))
        .forEach(setting -> command.addAll(List.of("-c", setting)));
    Path log = folder.resolve("log");
    Program program = Program.startAsNobody(log, "ready to accept", command.toArray(String[]::new));
    return new RawPostgres(folder, program, port);
  }

  /** On 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Ends its sessions first. Its folder goes with it. */
  @Override
  public void close() {
    try (program) {
      program.signal("INT");
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      ProgramFolder.remove(folder);
    }
  }
}
