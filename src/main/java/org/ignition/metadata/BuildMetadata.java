package org.ignition.metadata;

import java.util.List;
import java.util.Optional;
import org.ignition.image.CommitSha;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.ReleaseVersion;
import org.ignition.image.Tag;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.ReleaseSchema;
import org.ignition.migration.SchemaRange;

/**
 * What was built, from what, and what it is called: the one document that deploy and rollback need.
 * Its JSON form is {@link BuildMetadataJson}; the schema is docs/metadata-schema.json.
 *
 * @param sha the commit
 * @param version embedded in the image, what it must report at run time
 * @param repository where the image is
 * @param repositoryType {@code canonical} or {@code staging}
 * @param digests before and after the push
 * @param tags every name that the release was given, in the order of binding
 * @param arch such as {@code linux/amd64}
 * @param mediaType of the manifest
 * @param sizeBytes at the registry: manifest, config and layers
 * @param signature what is known of who signed it
 * @param schema the schema versions that the release says it runs on; empty when it says nothing
 * @param migrations those of the commit, in ascending order; empty when the release tells of none
 * @param buildDurationSec seconds from the start of the command until the document was written, to
 *     the millisecond
 * @param created when the document was written, RFC 3339 in UTC
 * @param source where the commit is from
 * @param tool which tool built it
 */
public record BuildMetadata(
    CommitSha sha,
    ReleaseVersion version,
    ImageName repository,
    String repositoryType,
    Digests digests,
    List<Tag> tags,
    String arch,
    String mediaType,
    long sizeBytes,
    Signature signature,
    Optional<SchemaRange> schema,
    List<ReleaseMigration> migrations,
    double buildDurationSec,
    String created,
    Source source,
    Tool tool) {

  /** Copies the lists. */
  public BuildMetadata {
    tags = List.copyOf(tags);
    migrations = List.copyOf(migrations);
  }

  /** The digest under which the image is deployed. */
  public Digest digest() {
    return digests.image();
  }

  /** What the release tells of its schema. */
  public ReleaseSchema releaseSchema() {
    return new ReleaseSchema(schema, migrations);
  }

  /** The same release with other names and another time of writing. */
  public BuildMetadata renamed(List<Tag> names, String at) {
    return new BuildMetadata(
        sha,
        version,
        repository,
        repositoryType,
        digests,
        names,
        arch,
        mediaType,
        sizeBytes,
        signature,
        schema,
        migrations,
        buildDurationSec,
        at,
        source,
        tool);
  }

  /** The same release, as it is found in another repository that it may have been copied to. */
  public BuildMetadata foundAt(ImageName where, String type) {
    return new BuildMetadata(
        sha,
        version,
        where,
        type,
        digests,
        tags,
        arch,
        mediaType,
        sizeBytes,
        signature,
        schema,
        migrations,
        buildDurationSec,
        created,
        source,
        tool);
  }

  /**
   * The same release with what this document lacks: the range where it has none, and verdicts on
   * migrations that nobody had observed when it was written. What it says stays: it is what the
   * release was published with.
   *
   * @param known what is known now of the same commit
   */
  public BuildMetadata completedBy(ReleaseSchema known) {
    return withSchema(new ReleaseSchema(schema.or(known::range), known.completing(migrations)));
  }

  /** The same release, telling this of its schema. */
  public BuildMetadata withSchema(ReleaseSchema told) {
    return new BuildMetadata(
        sha,
        version,
        repository,
        repositoryType,
        digests,
        tags,
        arch,
        mediaType,
        sizeBytes,
        signature,
        told.range(),
        told.migrations(),
        buildDurationSec,
        created,
        source,
        tool);
  }

  /**
   * Whether {@code other} tells the same of the release. When and by which run it was written makes
   * no difference, so that a second run has nothing to attach.
   */
  public boolean tellsTheSameAs(BuildMetadata other) {
    return normalized().equals(other.normalized());
  }

  private BuildMetadata normalized() {
    return new BuildMetadata(
        sha,
        version,
        repository,
        repositoryType,
        digests,
        tags.stream().sorted((a, b) -> a.value().compareTo(b.value())).toList(),
        arch,
        mediaType,
        sizeBytes,
        signature,
        schema,
        migrations,
        0,
        "",
        new Source(source.repository(), "", "", "", source.dirty()),
        new Tool(tool.name(), ""));
  }

  /**
   * The digest, as known at three moments.
   *
   * @param image what the release is
   * @param prePush computed here, before anything was pushed
   * @param postPush of the bytes that the registry gave back
   */
  public record Digests(Digest image, Digest prePush, Digest postPush) {

    /** {@code ok} when the registry gave back what was pushed, else {@code mismatch}. */
    public String verification() {
      return prePush.equals(postPush) ? "ok" : "mismatch";
    }
  }

  /**
   * What is known of the signature.
   *
   * @param status {@code verified} or {@code unverified}
   * @param verdict {@code verified}, {@code unsigned}, {@code untrusted} or {@code undecided}
   * @param reason {@code missing}, {@code key_not_found}, {@code error}, {@code n/a} or more
   *     telling
   */
  public record Signature(String status, String verdict, String reason) {

    /** Nobody signed it yet. */
    public static final Signature MISSING = new Signature("unverified", "unsigned", "missing");
  }

  /**
   * Where the commit is from.
   *
   * @param repository URL of the repository; empty when unknown
   * @param ref branch or tag that was built; empty when unknown
   * @param runUrl of the workflow run; empty on a terminal
   * @param actor who started it; empty when unknown
   * @param dirty whether the tree held changes that no commit has
   */
  public record Source(String repository, String ref, String runUrl, String actor, boolean dirty) {}

  /**
   * The tool that wrote the document.
   *
   * @param name {@code ignition-release}
   * @param version of the tool
   */
  public record Tool(String name, String version) {}

  /** The newest of several documents about one image; ties go to the later one in the list. */
  public static Optional<BuildMetadata> newest(List<BuildMetadata> documents) {
    return documents.stream()
        .reduce((best, next) -> next.created().compareTo(best.created()) >= 0 ? next : best);
  }
}
