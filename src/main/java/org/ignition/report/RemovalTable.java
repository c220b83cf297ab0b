package org.ignition.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ignition.action.Markdown;
import org.ignition.json.Json;
import org.ignition.plan.BackupStep;
import org.ignition.plan.Plan;

/**
 * What goes, or went, with the reason for each.
 *
 * @param removals of backups, by place
 * @param manifests that stand alone, by place
 */
record RemovalTable(
    List<BackupStep.RemoveBackups> removals, List<BackupStep.RemoveManifests> manifests) {

  private static final int MOST_SHOWN = 100;

  /** What {@code plan} removes. */
  static RemovalTable of(Plan<BackupStep> plan) {
    return new RemovalTable(
        steps(plan, BackupStep.RemoveBackups.class), steps(plan, BackupStep.RemoveManifests.class));
  }

  private static <T extends BackupStep> List<T> steps(Plan<BackupStep> plan, Class<T> wanted) {
    return plan.steps().stream().filter(wanted::isInstance).map(wanted::cast).toList();
  }

  /** A line each. */
  List<String> text() {
    List<String> lines = new ArrayList<>();
    for (BackupStep.RemoveBackups removal : removals) {
      for (BackupStep.Removal each : removal.backups()) {
        lines.add(each.backup().name() + " from " + removal.store() + ": " + each.reason());
      }
    }
    for (BackupStep.RemoveManifests each : manifests) {
      each.backups()
          .forEach(name ->
              lines.add(name.manifest() + " from " + each.store() + ": its backup never came"));
    }
    return lines.size() <= MOST_SHOWN ? lines : cut(lines);
  }

  private static List<String> cut(List<String> lines) {
    List<String> some = new ArrayList<>(lines.subList(0, MOST_SHOWN));
    some.add("and " + (lines.size() - MOST_SHOWN) + " more");
    return some;
  }

  /** One line of JSON, of backups only; its schema is docs/backups-schema.json. */
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
