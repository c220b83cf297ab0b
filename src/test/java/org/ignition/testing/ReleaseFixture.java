package org.ignition.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.CommitSha;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.MediaType;
import org.ignition.image.ReleaseTag;
import org.ignition.image.ReleaseTag.Kind;
import org.ignition.image.ReleaseVersion;
import org.ignition.image.Tag;
import org.ignition.metadata.BuildMetadata;
import org.ignition.plan.ReleaseIdentity;
import org.ignition.plan.RepositoryType;
import org.ignition.source.GitRef;

/**
 * A release of one commit, {@code v1.2.3}.
 *
 * @param tags what it is to be called
 */
public record ReleaseFixture(List<ReleaseTag> tags) {

  public static final CommitSha SHA = new CommitSha("0123456789abcdef0123456789abcdef01234567");
  public static final ReleaseVersion VERSION = ReleaseVersion.parse("v1.2.3");
  public static final ImageName SHOP = ImageName.parse("ghcr.io/acme/shop");
  public static final ReleaseTag FULL = new ReleaseTag(new Tag(SHA.hex()), Kind.FULL_SHA);
  public static final ReleaseTag SHORT = new ReleaseTag(new Tag(SHA.shortSha()), Kind.SHORT_SHA);
  public static final ReleaseTag RELEASE = new ReleaseTag(VERSION.tag(), Kind.VERSION);
  public static final ReleaseTag MINOR = new ReleaseTag(new Tag("v1.2"), Kind.SERIES);
  public static final ReleaseTag MAJOR = new ReleaseTag(new Tag("v1"), Kind.SERIES);
  public static final ReleaseTag BRANCH = new ReleaseTag(new Tag("main-0123456"), Kind.BRANCH);

  /** Copies the tags. */
  public ReleaseFixture {
    tags = List.copyOf(tags);
  }

  /** The release under some of its names. */
  public static ReleaseFixture named(ReleaseTag... tags) {
    return new ReleaseFixture(List.of(tags));
  }

  public ReleaseIdentity identity() {
    return new ReleaseIdentity(
        SHA,
        VERSION,
        Optional.of(VERSION),
        Optional.empty(),
        false,
        new GitRef.Branch("main"),
        RepositoryType.CANONICAL,
        Optional.of(SHOP),
        tags,
        Map.of(),
        Map.of(),
        Map.of(),
        List.of());
  }

  /** What an earlier run has written of {@code digest}, with all names of this release. */
  public BuildMetadata published(Digest digest) {
    return published(digest, "2026-01-08T12:00:00Z");
  }

  public BuildMetadata published(Digest digest, String at) {
    return new BuildMetadata(
        SHA,
        VERSION,
        SHOP,
        "canonical",
        new BuildMetadata.Digests(digest, digest, digest),
        new ArrayList<>(tags.stream().map(ReleaseTag::tag).toList()),
        "linux/amd64",
        MediaType.OCI_MANIFEST,
        1234,
        BuildMetadata.Signature.MISSING,
        Optional.empty(),
        List.of(),
        4.25,
        at,
        new BuildMetadata.Source("https://github.com/acme/shop", "refs/heads/main", "", "", false),
        new BuildMetadata.Tool("ignition-release", "1.0.0"));
  }
}
