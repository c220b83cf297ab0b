package org.ignition.github;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ignition.image.Quoted;
import org.ignition.migration.report.Commented;

/**
 * Says in our words why there is no comment, and what to do now.
 *
 * @param token that no word may hold
 */
record RefusalWords(String token) {

  private static final String PERMISSION = "pull-requests: write";
  private static final String OF_JOB = "`GITHUB_TOKEN: ${{ github.token }}`";
  private static final int FIRST_FAILURE = 500;

  /** Tokens of anybody (docs.github.com, “About authentication to GitHub”). */
  private static final Pattern TOKENS = Pattern.compile("(?:gh[a-z]_|github_pat_)\\w+");

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What became of the comment. */
  Commented of(Refusal refusal) {
    return switch (refusal.reason()) {
      case PERMISSION -> new Commented.Declined(PERMISSION);
      case SIGN_ON ->
          failed(
              refusal,
              "the organization wants its single sign-on for the token",
              "Authorize the token for it, or give the job's own, " + OF_JOB);
      case LOCKED ->
          failed(refusal, "its conversation is locked", "Unlock it where a comment is wanted");
      case ARCHIVED ->
          failed(refusal, "the repository is archived", "Unarchive it where comments are wanted");
      case SUSPENDED ->
          failed(
              refusal,
              "the account or app of the token is suspended or blocked",
              "Give a token of another, or have that lifted");
      case ADDRESS ->
          failed(
              refusal,
              "the organization's IP allow list lacks the address of this runner",
              "Add it there, or use a runner that is on the list");
      case USED_UP -> failed(refusal, usedUp(refusal), "Run it again then");
      case HASTE -> failed(refusal, haste(refusal), "Run it again then");
      case FORBIDDEN ->
          failed(
              refusal,
              "GitHub forbids it" + said(refusal),
              "Look whether the token has `" + PERMISSION + "`, and what stands before GitHub");
      case TOKEN ->
          failed(refusal, "GitHub does not know the token", "Give the job's own, " + OF_JOB);
      case UNKNOWN ->
          failed(
              refusal,
              "GitHub shows the token no such pull request",
              "Give a token of this repository, such as the job's own, " + OF_JOB);
      case INVALID -> failed(refusal, "GitHub refuses the comment" + said(refusal));
      case OTHER -> other(refusal);
    };
  }

  private Commented other(Refusal refusal) {
    String what = "GitHub does not do it" + said(refusal);
    return refusal.status() >= FIRST_FAILURE
        ? failed(refusal, what, "Look at www.githubstatus.com, and run it again later")
        : failed(refusal, what);
  }

  private static String usedUp(Refusal refusal) {
    return "GitHub's limit of requests for the token is used up"
        + refusal.limits().until().map(until -> " until " + MINUTE.format(until)).orElse("");
  }

  private static String haste(Refusal refusal) {
    return "GitHub asks to come back later, in "
        + refusal.limits().pause().map(pause -> pause.toSeconds() + " s").orElse("some minutes");
  }

  /** In quotes, as anybody may have had a part in it. */
  private String said(Refusal refusal) {
    String message = TOKENS.matcher(withoutOurs(refusal.message())).replaceAll("***");
    return message.isEmpty() ? "" : ", saying " + Quoted.of(message);
  }

  private String withoutOurs(String message) {
    return token.isEmpty() ? message : message.replace(token, "***");
  }

  private static Commented failed(Refusal refusal, String what, String advice) {
    return new Commented.Failed(what + " (" + refusal.status() + "). " + advice);
  }

  private static Commented failed(Refusal refusal, String what) {
    return new Commented.Failed(what + " (" + refusal.status() + ")");
  }

  @Override
  public String toString() {
    return "words for refusals";
  }
}
