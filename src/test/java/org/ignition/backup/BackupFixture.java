package org.ignition.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ignition.image.CommitSha;
import org.ignition.image.Digest;

/** Backups that no database gave: bytes and what a manifest says of them. */
public final class BackupFixture {

  /** When the first one was begun. */
  public static final Instant BEGUN = Instant.parse("2026-01-15T10:45:00Z");

  /** Of the environment production and the database shop. */
  public static final BackupLabel LABEL = label("production", "shop");

  private BackupFixture() {}

  /** A label with all that one can say. */
  public static BackupLabel label(String environment, String database) {
    return new BackupLabel(
        environment,
        database,
        BackupKind.PRE_MIGRATION,
        OptionalLong.of(14),
        Optional.of(new CommitSha("0123456789abcdef0123456789abcdef01234567")));
  }

  /** A label with nothing that need not be there. */
  public static BackupLabel bareLabel(String database) {
    return new BackupLabel("", database, BackupKind.DAILY, OptionalLong.empty(), Optional.empty());
  }

  /** The name of a dump that was begun {@code seconds} after {@link #BEGUN}. */
  public static BackupName name(long seconds) {
    return new BackupName(BEGUN.plusSeconds(seconds), BackupFormat.DUMP, false);
  }

  /** Bytes of every value, which can't be compressed; the same for the same {@code seed}. */
  public static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** What stands beside {@code bytes}. */
  public static BackupManifest manifest(BackupName name, BackupLabel label, byte[] bytes) {
    return new BackupManifest(
        name,
        label,
        "ghcr.io/acme/shöp",
        "migration 0015 \"größer\"",
        "PostgreSQL",
        "17.5",
        name.second(),
        Duration.ofMillis(1500),
        bytes.length,
        Digest.of(bytes),
        Optional.of(contents()),
        List.of("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"),
        new BackupManifest.By(Optional.empty(), "mona", "https://github.com/acme/shop/runs/1"),
        "1.0.0");
  }

  private static BackupContents contents() {
    SortedMap<String, BackupContents.ObjectDigest> schema = new TreeMap<>();
    schema.put(
        "table public.\"kind\"",
        new BackupContents.ObjectDigest("0123456789abcdef", "fedcba9876543210"));
    SortedMap<String, Long> rows = new TreeMap<>();
    rows.put("public.\"kind\"", 7L);
    rows.put("public.naïve", 0L);
    return new BackupContents(17, schema, rows);
  }
}
