package org.ignition.plan;

import java.util.List;
import org.ignition.image.ReleaseTag;
import org.ignition.metadata.BuildMetadata;

/** What `build` will do, in one of two ways. */
public sealed interface BuildPlan {

  /** The steps. */
  Plan<BuildStep> plan();

  /**
   * The commit has its image: nothing is assembled or pushed, only names are bound.
   *
   * @param published what is known of the image
   */
  record Reuse(Plan<BuildStep> plan, BuildMetadata published) implements BuildPlan {}

  /**
   * The commit has no image: one is assembled, pushed, read back and named.
   *
   * @param tags the names it gets
   */
  record Publish(Plan<BuildStep> plan, List<ReleaseTag> tags) implements BuildPlan {

    /** Copies the tags. */
    public Publish {
      tags = List.copyOf(tags);
    }
  }
}
