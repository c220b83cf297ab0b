package org.ignition.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ignition.image.Tag;
import org.ignition.metadata.BuildMetadata;

/** The one JSON log line of a `build` that ended well; monitoring counts on its field names. */
public final class BuildLogLine {

  private BuildLogLine() {}

  /**
   * The fields, in order.
   *
   * @param took this run, from start to end
   * @param reused whether the commit had its image already
   */
  public static Map<String, Object> of(
      BuildMetadata metadata, String result, boolean reused, Duration took) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("phase", "build");
    line.put("result", result);
    line.put("image_sha", metadata.sha().hex());
    line.put("short_sha", metadata.sha().shortSha());
    line.put("version", metadata.version().toString());
    line.put("image_digest", metadata.digest().value());
    line.put("repository", metadata.repository().toString());
    line.put("repository_type", metadata.repositoryType());
    line.put("arch", metadata.arch());
    line.put("tags", metadata.tags().stream().map(Tag::value).toList());
    line.put("signature_status", metadata.signature().status());
    line.put("signature_reason", metadata.signature().reason());
    line.put("build_duration_sec", took.toMillis() / 1000.0);
    line.put("pre_push_digest", metadata.digests().prePush().value());
    line.put("post_push_digest", metadata.digests().postPush().value());
    line.put("digest_verification", metadata.digests().verification());
    line.put("reused", reused);
    return line;
  }
}
