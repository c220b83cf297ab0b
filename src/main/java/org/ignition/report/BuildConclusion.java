package org.ignition.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ignition.command.Output;
import org.ignition.execute.Journal;
import org.ignition.image.ImageName;
import org.ignition.image.Tag;
import org.ignition.json.Json;
import org.ignition.metadata.BuildMetadata;
import org.ignition.metadata.BuildMetadataJson;
import org.ignition.plan.BuildPlan;
import org.ignition.plan.Plan;

/** How `build` ends. */
public final class BuildConclusion {

  private BuildConclusion() {}

  /**
   * After a plan was carried out.
   *
   * @param metadata of the image that now has the names
   * @param file where that was written
   * @param took this run, from start to end
   */
  public static Conclusion of(
      BuildPlan plan, BuildMetadata metadata, Path file, Journal journal, Duration took) {
    boolean reused = plan instanceof BuildPlan.Reuse;
    Result result = plan.plan().changesAnything() ? Result.DONE : Result.UNCHANGED;
    return new Conclusion(
        result,
        outputs(metadata, reused, file),
        BuildLogLine.of(metadata, result.toString(), reused, took),
        Summary.built(metadata, reused, plan.plan(), journal, took),
        closing(metadata));
  }

  /** After a dry run. */
  public static Conclusion planned(Plan<?> plan, Map<String, Object> known) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("phase", "build");
    line.put("result", Result.PLANNED.toString());
    line.putAll(known);
    line.put("steps", plan.steps().size());
    return new Conclusion(Result.PLANNED, Map.of(), line, Summary.planned(plan), List.of());
  }

  private static Map<Output, String> outputs(BuildMetadata metadata, boolean reused, Path file) {
    ImageName repository = metadata.repository();
    Map<Output, String> outputs = new LinkedHashMap<>();
    outputs.put(Output.IMAGE, repository.at(metadata.digest()));
    outputs.put(Output.DIGEST, metadata.digest().value());
    outputs.put(
        Output.TAGS,
        metadata.tags().stream().map(repository::with).collect(Collectors.joining("\n")));
    outputs.put(Output.VERSION, metadata.version().toString());
    outputs.put(Output.SHA, metadata.sha().hex());
    outputs.put(Output.SHORT_SHA, metadata.sha().shortSha());
    outputs.put(Output.REPOSITORY_TYPE, metadata.repositoryType());
    outputs.put(Output.REUSED, Boolean.toString(reused));
    outputs.put(Output.METADATA_FILE, file.toString());
    outputs.put(Output.METADATA, Json.compact(BuildMetadataJson.write(metadata)));
    return outputs;
  }

  /** Name, digest and SHA in one line: what the next one down the line copies. */
  private static List<String> closing(BuildMetadata metadata) {
    String tags = metadata.tags().stream().map(Tag::value).collect(Collectors.joining(", "));
    return List.of(
        metadata.repository().at(metadata.digest()) + " :" + metadata.sha(), "tags: " + tags);
  }
}
