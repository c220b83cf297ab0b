package org.ignition.backup.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.failure.RemoteException;

/**
 * A file that {@code pg_dump --format=custom} wrote, or that is said to be one.
 *
 * @param file the file, not encrypted
 * @param restore the {@code pg_restore} that reads it
 */
record Archive(Path file, Path restore) {

  /** As {@code _printTocEntry} of pg_restore writes them; the rest is about the session. */
  private static final List<String> PRIVILEGES =
      List.of("GRANT ", "REVOKE ", "SET SESSION AUTHORIZATION ", "RESET SESSION AUTHORIZATION");

  private static final byte[] MAGIC = "PGDMP".getBytes(StandardCharsets.US_ASCII);

  /** Whether it begins as one ({@code pg_backup_archiver.c}, {@code ReadHead}). */
  static boolean begins(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return Arrays.equals(stream.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Its list of contents.
   *
   * @throws RemoteException when it is no archive, or none that this program can read
   */
  ArchiveList list() throws IOException, InterruptedException {
    if (!begins(file)) {
      throw ArchiveProblem.foreign(file);
    }
    try (FedProgram program = program(List.of("--list"))) {
      program.input().close();
      List<String> lines =
          new String(program.output().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      if (program.end() != 0) {
        throw ArchiveProblem.unreadable(file, program.said());
      }
      return new ArchiveList(lines);
    }
  }

  /** Some entries as SQL of one transaction, on the program's output. */
  FedProgram sql(ArchiveList entries, List<String> options) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of("--file=-", "--single-transaction", "--no-subscriptions", "--no-tablespaces"));
    all.addAll(options);
    return program(entries, all);
  }

  /** What must be at a server before it can be restored there. */
  ArchiveNeeds needs(ArchiveList list) throws IOException, InterruptedException {
    return ArchiveNeeds.of(text(list.only(Set.of("EXTENSION"))), text(list.only(Set.of("POLICY"))));
  }

  /** The names of the schemas and publications that it makes. */
  Set<String> made(ArchiveList list) throws IOException, InterruptedException {
    return ArchiveNeeds.made(text(list.only(Set.of("SCHEMA -", "PUBLICATION -"))));
  }

  /** The statements that give and take privileges, of entries that do nothing else. */
  String privileges(ArchiveList entries) throws IOException, InterruptedException {
    return text(entries)
        .lines()
        .filter(line -> PRIVILEGES.stream().anyMatch(line::startsWith))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The names of the event triggers that it makes. */
  Set<String> eventTriggers(ArchiveList list) throws IOException, InterruptedException {
    return ArchiveNeeds.made(text(list.only(Set.of("EVENT TRIGGER -"))));
  }

  /** The SQL of some entries, which is short. */
  private String text(ArchiveList entries) throws IOException, InterruptedException {
    if (entries.entries() == 0) {
      return "";
    }
    try (FedProgram program = program(entries, List.of("--file=-"))) {
      String text = new String(program.output().readAllBytes(), StandardCharsets.UTF_8);
      if (program.end() != 0) {
        throw ArchiveProblem.unreadable(file, program.said());
      }
      return text;
    }
  }

  /** It reads the list from its input, so that no file is left of it, before it prints anything. */
  private FedProgram program(ArchiveList entries, List<String> options) throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add("--use-list=/dev/stdin");
    FedProgram program = program(all);
    try (OutputStream list = program.input()) {
      list.write(entries.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has ended already, and its status says so.
    }
    return program;
  }

  private FedProgram program(List<String> options) throws IOException {
    List<String> command = new ArrayList<>(List.of(restore.toString()));
    command.addAll(options);
    command.add(file.toString());
    return FedProgram.start(command, PgClient.ENVIRONMENT, FedProgram.Output.READ);
  }
}
