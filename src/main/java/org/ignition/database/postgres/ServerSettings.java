package org.ignition.database.postgres;

import java.util.List;
import java.util.stream.Stream;

/** How an embedded server is set up: for speed, for equal traces on each run, and for a guest. */
final class ServerSettings {

  private ServerSettings() {}

  /** As arguments of {@code postgres}. */
  static List<String> arguments(int port) {
    return Stream.concat(Stream.of("port=" + port), common())
        .flatMap(setting -> Stream.of("-c", setting))
        .toList();
  }

  private static Stream<String> common() {
    return Stream.of(
        // Reached by its own machine only, and by who knows a password.
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=40",
        // The passwords are long and random, so that many rounds of hashing only cost time.
        "scram_iterations=1",
        // Nothing in it is of value.
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "wal_level=minimal",
        "max_wal_senders=0",
        "max_wal_size=512MB",
        "checkpoint_timeout=1h",
        "shared_buffers=64MB",
        "dynamic_shared_memory_type=mmap", // Within its folder, so that nothing is left in
        // /dev/shm.
        // One transaction may lock every table, index and sequence of 2,000 tables.
        "max_locks_per_transaction=2048",
        // Traces show what a statement does, not what happens beside it or by chance.
        "autovacuum=off",
        "jit=off",
        "max_parallel_workers_per_gather=0",
        "max_parallel_maintenance_workers=0",
        "TimeZone=UTC",
        "log_timezone=UTC",
        "lc_messages=C",
        // A migration that sorts without end fills no disk.
        "temp_file_limit=2GB",
        // Who makes a role may act as it, as a superuser could.
        "createrole_self_grant=set, inherit",
        // The log is ours to read: when it is ready, why it ended, and no text of a migration.
        "logging_collector=off",
        "log_destination=stderr",
        "log_min_messages=log",
        "log_min_error_statement=panic",
        "log_statement=none",
        "log_checkpoints=off",
        "log_line_prefix=");
  }
}
