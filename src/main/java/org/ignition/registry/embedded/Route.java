package org.ignition.registry.embedded;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.registry.embedded.Failure.Code;

/** What a request's path names (distribution-spec 1.1.1, "Endpoints"). */
sealed interface Route {

  /** The longest possible name wins, so that a name may hold any word. */
  Pattern BELOW_A_NAME =
      Pattern.compile(
          "/v2/(?<name>.+)/(?<kind>blobs/uploads|blobs|manifests|referrers|tags)/(?<last>[^/]*)");

  /** {@code /v2/}. */
  record Version() implements Route {}

  /** {@code /v2/<name>/blobs/<digest>}. */
  record OneBlob(RepositoryPath repository, String digest) implements Route {}

  /** {@code /v2/<name>/blobs/uploads/}. */
  record NewUpload(RepositoryPath repository) implements Route {}

  /** {@code /v2/<name>/blobs/uploads/<id>}. */
  record OneUpload(RepositoryPath repository, String id) implements Route {}

  /** {@code /v2/<name>/manifests/<tag or digest>}. */
  record OneManifest(RepositoryPath repository, String reference) implements Route {}

  /** {@code /v2/<name>/tags/list}. */
  record TagList(RepositoryPath repository) implements Route {}

  /** {@code /v2/<name>/referrers/<digest>}. */
  record ReferrerList(RepositoryPath repository, String digest) implements Route {}

  /** Reads a decoded path. */
  static Route of(String path) throws Failure {
    if (path.equals("/v2/") || path.equals("/v2")) {
      return new Version();
    }
    Matcher match = BELOW_A_NAME.matcher(path);
    if (!match.matches()) {
      throw new Failure(404, Code.UNSUPPORTED, "no such endpoint");
    }
    RepositoryPath repository = RepositoryPath.of(match.group("name"));
    String last = match.group("last");
    return switch (match.group("kind")) {
      case "blobs/uploads" ->
          last.isEmpty() ? new NewUpload(repository) : new OneUpload(repository, last);
      case "blobs" ->
          last.equals("uploads") ? new NewUpload(repository) : new OneBlob(repository, last);
      case "manifests" -> new OneManifest(repository, last);
      case "referrers" -> new ReferrerList(repository, last);
      case "tags" -> tags(repository, last);
      default -> throw new IllegalStateException("the pattern names no other kind");
    };
  }

  private static Route tags(RepositoryPath repository, String last) throws Failure {
    if (last.equals("list")) {
      return new TagList(repository);
    }
    throw new Failure(404, Code.UNSUPPORTED, "no such endpoint");
  }
}
