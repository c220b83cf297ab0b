package org.ignition.plan;

import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.ignition.image.ImageName;

/** A {@link ReleaseIdentity} as text for people. */
public final class IdentityText {

  private static final int WIDTH = 12;

  private IdentityText() {}

  /** A line for each fact, ending in a newline; warnings are not repeated. */
  public static String of(ReleaseIdentity identity) {
    StringBuilder text = new StringBuilder();
    line(text, "image", identity.image().map(ImageName::toString).orElse("(embedded registry)"));
    line(text, "repository", identity.repositoryType().wireName());
    line(text, "version", identity.version().toString());
    identity.releaseVersion().ifPresent(release -> line(text, "release", release.toString()));
    line(text, "commit", identity.sha() + (identity.dirty() ? " (files differ)" : ""));
    line(text, "short", identity.shortSha());
    line(text, "created", identity.created().map(ImageLabels::rfc3339).orElse("(unknown)"));
    line(text, "ref", identity.ref().toString());
    line(text, "tags", identity.tags().stream().map(Object::toString).collect(indented()));
    line(text, "labels", pairs(identity.labels()));
    line(text, "build args", pairs(identity.buildArguments()));
    return text.toString();
  }

  private static String pairs(Map<String, String> pairs) {
    return pairs.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(indented());
  }

  private static Collector<CharSequence, ?, String> indented() {
    return Collectors.joining("\n" + " ".repeat(WIDTH));
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(" ".repeat(WIDTH - name.length())).append(value).append('\n');
  }
}
