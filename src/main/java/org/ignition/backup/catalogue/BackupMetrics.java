package org.ignition.backup.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.ignition.backup.BackupLabel;

/**
 * What an alert needs to know of backups, in Prometheus' text format (0.0.4): of each kind the time
 * of the newest one and its size.
 */
public final class BackupMetrics {

  private BackupMetrics() {}

  /** The text of {@code backups}; those without a label count for nothing. */
  public static String of(List<CataloguedBackup> backups) {
    Map<String, CataloguedBackup> newest = new TreeMap<>();
    backups.stream()
        .sorted(Comparator.comparing(CataloguedBackup::name))
        .forEach(backup -> backup.label().ifPresent(label -> newest.put(labels(label), backup)));
    return gauge(
            newest,
            "backup_last_success_timestamp",
            "When the newest backup was begun, in seconds since 1970.",
            backup -> backup.name().second().getEpochSecond())
        + gauge(
            newest,
            "backup_size_bytes",
            "How large the newest backup is, as it is stored.",
            CataloguedBackup::sizeBytes);
  }

  private static String gauge(
      Map<String, CataloguedBackup> newest,
      String name,
      String help,
      ToLongFunction<CataloguedBackup> value) {
    return "# HELP %1$s %2$s\n# TYPE %1$s gauge\n".formatted(name, help)
        + newest.entrySet().stream()
            .map(entry -> name + entry.getKey() + " " + value.applyAsLong(entry.getValue()) + "\n")
            .collect(Collectors.joining());
  }

  private static String labels(BackupLabel label) {
    return "{environment=\"%s\",database=\"%s\",kind=\"%s\"}"
        .formatted(escaped(label.environment()), escaped(label.database()), label.kind());
  }

  /** As the format wants it in the value of a label. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
