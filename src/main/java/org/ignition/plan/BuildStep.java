package org.ignition.plan;

import java.nio.file.Path;
import java.util.List;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.ReleaseTag;

/** What a plan of `build` is made of. */
public sealed interface BuildStep extends Step {

  /**
   * Assembles the image locally; nothing remote changes.
   *
   * @param origin build file or archive, as the user named it
   */
  record AssembleImage(Path origin, String reason) implements BuildStep {
    @Override
    public String title() {
      return "assemble the image from " + origin;
    }
  }

  /** Looks into the image: VERSION file, labels, what looks like a secret. */
  record InspectImage(String reason) implements BuildStep {
    @Override
    public String title() {
      return "inspect the image";
    }
  }

  /**
   * Refuses to go on unless the assembled image is the one that a name is bound to already.
   *
   * @param tag the name
   * @param bound what it is bound to
   */
  record RequireDigest(ReleaseTag tag, Digest bound, String reason) implements BuildStep {
    @Override
    public String title() {
      return "require that " + tag + " is this image (" + bound.abbreviated() + ")";
    }
  }

  /** Uploads the blobs that the repository lacks. */
  record PushBlobs(ImageName repository, String reason) implements BuildStep {
    @Override
    public String title() {
      return "push the layers and the configuration that " + repository + " lacks";
    }
  }

  /** Puts the manifest by digest: it exists then, but no name leads to it. */
  record PushManifest(ImageName repository, String reason) implements BuildStep {
    @Override
    public String title() {
      return "push the manifest by digest";
    }
  }

  /** Reads the manifest back and compares its bytes with the digest from before the push. */
  record ConfirmDigest(ImageName repository, String reason) implements BuildStep {
    @Override
    public String title() {
      return "read the manifest back and compare digests";
    }
  }

  /** Attaches build metadata as a referrer, unless the same is attached already. */
  record AttachMetadata(ImageName repository, List<ReleaseTag> tags, String reason)
      implements BuildStep {

    /** Copies the tags. */
    public AttachMetadata {
      tags = List.copyOf(tags);
    }

    @Override
    public String title() {
      return "attach the build metadata";
    }
  }

  /**
   * Binds names to the digest, all at once.
   *
   * @param tags the names
   */
  record BindTags(ImageName repository, List<ReleaseTag> tags, String reason) implements BuildStep {

    /** Copies the tags. */
    public BindTags {
      tags = List.copyOf(tags);
    }

    @Override
    public String title() {
      return "bind " + names(tags);
    }

    @Override
    public boolean visible() {
      return true;
    }
  }

  /** Reads every name back: all must lead to the digest. */
  record ConfirmTags(ImageName repository, List<ReleaseTag> tags, String reason)
      implements BuildStep {

    /** Copies the tags. */
    public ConfirmTags {
      tags = List.copyOf(tags);
    }

    @Override
    public String title() {
      return "read back " + names(tags);
    }
  }

  /**
   * Writes the build metadata to a file.
   *
   * @param file where
   */
  record WriteMetadata(Path file, String reason) implements BuildStep {
    @Override
    public String title() {
      return "write " + file;
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  private static String names(List<ReleaseTag> tags) {
    return String.join(", ", tags.stream().map(ReleaseTag::toString).toList());
  }
}
