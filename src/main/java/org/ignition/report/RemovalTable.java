package org.ignition.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ignition.action.Markdown;
import org.ignition.json.Json;
import org.ignition.plan.BackupStep;

/**
 * The backups that go, or went, with the reason for each.
 *
 * @param removals by place
 */
record RemovalTable(List<BackupStep.RemoveBackups> removals) {

  private static final int MOST_SHOWN = 100;

  /** A line each. */
  List<String> text() {
    List<String> lines = new ArrayList<>();
    for (BackupStep.RemoveBackups removal : removals) {
      for (BackupStep.Removal each : removal.backups()) {
        lines.add(each.backup().name() + " from " + removal.store() + ": " + each.reason());
      }
    }
    return lines.size() <= MOST_SHOWN ? lines : cut(lines);
  }

  private static List<String> cut(List<String> lines) {
    List<String> some = new ArrayList<>(lines.subList(0, MOST_SHOWN));
    some.add("and " + (lines.size() - MOST_SHOWN) + " more");
    return some;
  }

  /** One line of JSON. */
  String json() {
    List<Map<String, Object>> backups = new ArrayList<>();
    for (BackupStep.RemoveBackups removal : removals) {
      for (BackupStep.Removal each : removal.backups()) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", each.backup().name().toString());
        object.put("store", removal.store());
        object.put("reason", each.reason());
        backups.add(object);
      }
    }
    return Json.compact(Map.of("backups", backups));
  }

  /** Lines as a list of Markdown. */
  static String bullets(List<String> lines) {
    return lines.stream()
        .map(line -> "- " + Markdown.text(line) + "\n")
        .collect(Collectors.joining());
  }
}
