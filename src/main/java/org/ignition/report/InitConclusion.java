package org.ignition.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.execute.Journal;
import org.ignition.plan.InitStep;
import org.ignition.plan.Plan;

/** How `init` ends. */
public final class InitConclusion {

  private InitConclusion() {}

  /** After {@code plan} was carried out. */
  public static Conclusion of(Plan<InitStep> plan, Journal journal) {
    Result result = plan.changesAnything() ? Result.DONE : Result.UNCHANGED;
    return new Conclusion(
        result, Map.of(), logLine(plan, result), Summary.initialized(plan, journal), closing(plan));
  }

  /** After a dry run. */
  public static Conclusion planned(Plan<InitStep> plan) {
    return new Conclusion(
        Result.PLANNED, Map.of(), logLine(plan, Result.PLANNED), Summary.planned(plan), List.of());
  }

  private static Map<String, Object> logLine(Plan<InitStep> plan, Result result) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("phase", "init");
    line.put("result", result.toString());
    line.put("files", files(plan));
    return line;
  }

  private static List<String> closing(Plan<InitStep> plan) {
    if (!plan.changesAnything()) {
      return List.of("Nothing to do: the repository has its configuration and its workflow.");
    }
    List<String> lines = new ArrayList<>();
    lines.add("What comes next:");
    lines.add("  read what was written  git status");
    lines.add(
        "  commit it              git add "
            + String.join(" ", files(plan))
            + " && git commit -m 'Release with ignition-release'");
    lines.add("  push it                the workflow builds the image and says how to deploy it");
    return lines;
  }

  private static List<String> files(Plan<InitStep> plan) {
    return plan.steps().stream().map(InitConclusion::file).toList();
  }

  private static String file(InitStep step) {
    return switch (step) {
      case InitStep.WriteFile write -> write.file().toString();
    };
  }
}
