package org.ignition.plan;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ignition.config.ImageDescription;
import org.ignition.image.ReleaseVersion;
import org.ignition.source.SourceFacts;
import org.ignition.source.SourceRepository;

/**
 * What an image says about itself (OCI image-spec 1.1, "Pre-Defined Annotation Keys"). Everything
 * here follows from the commit and its configuration: no ref, event or wall-clock time, which would
 * make a second image of one commit.
 */
record ImageLabels(SourceFacts facts, ImageDescription description, ReleaseVersion version) {

  private static final String PREFIX = "org.opencontainers.image.";

  /** The labels, which are the annotations too. */
  Map<String, String> all() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(PREFIX + "revision", facts.sha().hex());
    labels.put(PREFIX + "version", version.toString());
    put(labels, "created", created());
    put(labels, "source", facts.repository().map(SourceRepository::url));
    put(labels, "title", description.title().or(() -> facts.repository().map(r -> r.name())));
    put(labels, "url", description.url().or(() -> facts.repository().map(SourceRepository::url)));
    put(labels, "licenses", description.licenses());
    put(labels, "description", description.description());
    return labels;
  }

  /**
   * What a Dockerfile may take: {@code VERSION} for the VERSION file, {@code REVISION}, {@code
   * CREATED}, and {@code SOURCE_DATE_EPOCH}, in seconds, which BuildKit heeds by itself
   * (reproducible-builds.org, "SOURCE_DATE_EPOCH").
   */
  Map<String, String> buildArguments() {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("VERSION", version.toString());
    arguments.put("REVISION", facts.sha().hex());
    created().ifPresent(created -> arguments.put("CREATED", created));
    facts
        .commitTime()
        .map(time -> Long.toString(time.getEpochSecond()))
        .ifPresent(epoch -> arguments.put("SOURCE_DATE_EPOCH", epoch));
    return arguments;
  }

  private Optional<String> created() {
    return facts.commitTime().map(ImageLabels::rfc3339);
  }

  /** UTC, to the second: git knows no finer. */
  static String rfc3339(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time);
  }

  private static void put(Map<String, String> labels, String name, Optional<String> value) {
    value.ifPresent(text -> labels.put(PREFIX + name, text));
  }
}
