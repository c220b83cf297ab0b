package org.ignition.backup.retention;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ignition.backup.BackupName;
import org.ignition.image.CommitSha;

/** The rows of the last releases, by the backup that they name. */
final class Mentions {

  private final Map<BackupName, Mention> byName;

  private Mentions(Map<BackupName, Mention> byName) {
    this.byName = byName;
  }

  /**
   * The rows of the last {@code releases}.
   *
   * @param rows of all releases, in any order
   */
  static Mentions ofLast(int releases, List<Mention> rows) {
    Set<Optional<CommitSha>> last = last(releases, rows);
    return new Mentions(
        rows.stream()
            .filter(row -> last.contains(row.release()))
            .collect(
                Collectors.toMap(
                    row -> plain(row.backup()), Function.identity(), Mentions::later)));
  }

  private static Set<Optional<CommitSha>> last(int releases, List<Mention> rows) {
    Map<Optional<CommitSha>, Instant> newest = new HashMap<>();
    rows.forEach(row -> newest.merge(row.release(), row.at(), Mentions::later));
    return newest.entrySet().stream()
        .sorted(
            Map.Entry.<Optional<CommitSha>, Instant>comparingByValue()
                .reversed()
                .thenComparing(each -> each.getKey().map(CommitSha::hex).orElse("")))
        .limit(releases)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Mention later(Mention one, Mention other) {
    Comparator<Mention> order = Comparator.comparing(Mention::at).thenComparing(Mention::migration);
    return order.compare(one, other) >= 0 ? one : other;
  }

  /** Who encrypts a backup later or decrypts it does not make it another one. */
  private static BackupName plain(BackupName name) {
    return name.withEncryption(false);
  }

  /** The newest row that names {@code backup}. */
  Optional<Mention> of(BackupName backup) {
    return Optional.ofNullable(byName.get(plain(backup)));
  }
}
