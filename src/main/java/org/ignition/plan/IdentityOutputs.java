package org.ignition.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ignition.image.ImageName;

/**
 * A {@link ReleaseIdentity} as outputs of a step, by name. Lists have one entry on a line, as
 * {@code docker/build-push-action} takes them; what is not known is empty.
 */
public final class IdentityOutputs {

  private IdentityOutputs() {}

  /** The outputs, in order; all of them are always there. */
  public static Map<String, String> of(ReleaseIdentity identity) {
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("image", identity.image().map(ImageName::toString).orElse(""));
    outputs.put("repository-type", identity.repositoryType().wireName());
    outputs.put("version", identity.version().toString());
    outputs.put("sha", identity.sha().hex());
    outputs.put("short-sha", identity.shortSha());
    outputs.put("created", identity.created().map(ImageLabels::rfc3339).orElse(""));
    outputs.put("tags", lines(names(identity)));
    outputs.put("labels", lines(identity.labels()));
    outputs.put("annotations", lines(identity.annotations()));
    outputs.put("build-args", lines(identity.buildArguments()));
    return outputs;
  }

  /** With the repository, as far as one is named. */
  private static List<String> names(ReleaseIdentity identity) {
    return identity.tags().stream()
        .map(tag -> identity.image().map(image -> image.with(tag.tag())).orElseGet(tag::toString))
        .toList();
  }

  private static String lines(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  private static String lines(Map<String, String> values) {
    return lines(values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }
}
