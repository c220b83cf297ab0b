package org.ignition.flow.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.command.Command;
import org.ignition.command.CommandName;
import org.ignition.command.Output;
import org.ignition.flow.Flow;
import org.ignition.flow.Surface;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Workspace;
import org.ignition.plan.IdentityOutputs;
import org.ignition.plan.IdentityText;
import org.ignition.plan.ReleaseIdentity;
import org.ignition.report.Conclusion;
import org.ignition.report.Result;
import org.ignition.report.Summary;

/** `describe`: what a commit's image is called, for whatever builds it. */
public final class DescribeFlow implements Flow {

  private final Command.Describe command;
  private final Surface surface;
  private final Surroundings surroundings;

  /** Of one command; nothing happens before it is run. */
  public DescribeFlow(Command.Describe command, Surface surface, Surroundings surroundings) {
    this.command = command;
    this.surface = surface;
    this.surroundings = surroundings;
  }

  @Override
  public Conclusion run() {
    ReleaseIdentity identity =
        Identification.of(
                Workspace.of(surroundings),
                surroundings,
                command.config(),
                command.sha(),
                command.allowDirty(),
                List.of())
            .identity();
    identity.warnings().forEach(surface.log()::warn);
    String text = IdentityText.of(identity);
    surface.log().result(text);
    return new Conclusion(
        Result.DONE, outputs(identity), logLine(identity), Summary.described(text), List.of());
  }

  private static Map<Output, String> outputs(ReleaseIdentity identity) {
    Map<String, String> all = IdentityOutputs.of(identity);
    Map<Output, String> outputs = new LinkedHashMap<>();
    for (Output output : Output.values()) {
      if (output.isGivenBy(CommandName.DESCRIBE) && all.containsKey(output.id())) {
        outputs.put(output, all.get(output.id()));
      }
    }
    return outputs;
  }

  private static Map<String, Object> logLine(ReleaseIdentity identity) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("phase", "describe");
    line.put("result", Result.DONE.toString());
    line.put("image_sha", identity.sha().hex());
    line.put("short_sha", identity.shortSha());
    line.put("version", identity.version().toString());
    line.put("repository_type", identity.repositoryType().wireName());
    return line;
  }
}
