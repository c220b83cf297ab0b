package org.ignition.backup.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupManifestJson;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;

/** Reads what {@code list.sh} prints: lines of {@code ls -ln}, then beginnings of manifests. */
final class HostList {

  /** POSIX, {@code ls}: mode, links, owner, group, size, three words of date, name. */
  private static final Pattern FILE =
      Pattern.compile("(?m)^-\\S+ +\\d+ +\\S+ +\\S+ +(?<size>\\d{1,18}) .* \\./(?<name>\\S+)$");

  /** POSIX 2024, {@code head}: of several files it says which comes. No JSON has such a line. */
  private static final Pattern MANIFEST = Pattern.compile("(?m)^==> (?:\\./)?(?<name>\\S+) <==\\n");

  private HostList() {}

  /**
   * All backups, newest first.
   *
   * @param folder that they are in
   */
  static List<StoredBackup> parse(byte[] output, String folder) {
    String text = new String(output, StandardCharsets.ISO_8859_1); // A letter for each byte.
    Matcher heading = MANIFEST.matcher(text);
    List<MatchResult> headings = heading.results().toList();
    Map<BackupName, BackupLabel> labels = labels(text, headings);
    int end = headings.isEmpty() ? text.length() : headings.getFirst().start();
    return FILE.matcher(text.substring(0, end))
        .results()
        .flatMap(file -> stored(file, folder, labels).stream())
        .sorted(Comparator.comparing(StoredBackup::name).reversed())
        .toList();
  }

  private static Map<BackupName, BackupLabel> labels(String text, List<MatchResult> headings) {
    Map<BackupName, BackupLabel> labels = new HashMap<>();
    List<Integer> ends =
        new ArrayList<>(headings.stream().skip(1).map(MatchResult::start).toList());
    ends.add(text.length());
    for (int i = 0; i < headings.size(); i++) {
      byte[] beginning =
          text.substring(headings.get(i).end(), ends.get(i)).getBytes(StandardCharsets.ISO_8859_1);
      BackupName.ofManifest(headings.get(i).group("name"))
          .ifPresent(name ->
              BackupManifestJson.label(beginning).ifPresent(label -> labels.put(name, label)));
    }
    return labels;
  }

  private static Optional<StoredBackup> stored(
      MatchResult file, String folder, Map<BackupName, BackupLabel> labels) {
    return BackupName.parse(file.group("name"))
        .map(name ->
            new StoredBackup(
                name,
                Long.parseLong(file.group("size")),
                Optional.ofNullable(labels.get(name)),
                folder + "/" + name));
  }
}
