package org.ignition.source;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.image.CommitSha;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;

/**
 * What we read of an event payload (GitHub documentation, "Webhook events and payloads").
 *
 * @param pullRequest the pull request that it is about
 * @param defaultBranch {@code repository.default_branch}
 * @param baseRef {@code base_ref} of a pushed tag: a branch that GitHub knows the commit to be on
 * @param headCommit {@code head_commit} of a push
 * @param before the commit that a push ({@code before}) or a merge queue ({@code
 *     merge_group.base_sha}) starts from; zeros when a push makes a branch
 */
record Event(
    Optional<PullRequest> pullRequest,
    Optional<String> defaultBranch,
    Optional<String> baseRef,
    Optional<HeadCommit> headCommit,
    Optional<String> before) {

  static final Event NONE =
      new Event(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.SOURCE_EVENT_INVALID, InputException::new);

  /** What errors call a payload. */
  private static final Path NAME = Path.of("event.json");

  /**
   * A pull request.
   *
   * @param number its number
   * @param head the commit that it asks to merge
   * @param base the newest commit of the branch that it asks to merge into
   */
  record PullRequest(long number, CommitSha head, Optional<String> base) {}

  /**
   * The newest commit of a push.
   *
   * @param id its SHA as the payload writes it
   * @param timestamp when it was committed
   */
  record HeadCommit(String id, Instant timestamp) {}

  /**
   * @throws InputException when {@code payload} is not JSON or what we read of it has another form
   */
  static Event parse(String payload) {
    Fields event = Fields.of(Documents.json(payload, NAME, KIND), KIND, "");
    return new Event(
        event.fields("pull_request").map(pr -> pullRequest(event, pr)),
        event.fields("repository").flatMap(repository -> repository.text("default_branch")),
        event.text("base_ref"),
        event.fields("head_commit").flatMap(Event::headCommit),
        event
            .text("before")
            .or(() -> event.fields("merge_group").flatMap(group -> group.text("base_sha"))));
  }

  private static PullRequest pullRequest(Fields event, Fields pullRequest) {
    Fields head =
        pullRequest
            .fields("head")
            .orElseThrow(() -> event.invalid("pull_request", "has no head", "Re-run the workflow"));
    long number = pullRequest.integer("number").or(() -> event.integer("number")).orElse(0L);
    Optional<String> base = pullRequest.fields("base").flatMap(fields -> fields.text("sha"));
    return new PullRequest(number, new CommitSha(head.requiredText("sha")), base);
  }

  private static Optional<HeadCommit> headCommit(Fields commit) {
    return commit
        .text("timestamp")
        .map(text -> new HeadCommit(commit.text("id").orElse(""), instant(commit, text)));
  }

  private static Instant instant(Fields commit, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw commit.invalid("timestamp", "is not an ISO 8601 time", "Re-run the workflow");
    }
  }
}
