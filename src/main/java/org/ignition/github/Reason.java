package org.ignition.github;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Why GitHub does not do what it is asked (docs.github.com, “Troubleshooting the REST API”). It
 * answers 403 for most of them, which only its words and headers tell apart.
 */
enum Reason {
  /** The token may not. */
  PERMISSION("resource not accessible by |must have (?:admin|maintain|push|write) "),
  /** The organization lets in only whom its identity provider knows. */
  SIGN_ON("saml enforcement|single sign-on"),
  /** Nobody may comment there any more. */
  LOCKED("\\bis locked\\b"),
  /** The repository can only be read. */
  ARCHIVED("(?:is|was) archived"),
  /** Whose the token is may do nothing, or nothing there. */
  SUSPENDED(
      "(?:is|was|been) suspended|(?:user|account|you) (?:is|are|was|has been|have been) blocked"),
  /** Requests from this address are not taken. */
  ADDRESS("ip allow list"),
  /** The requests of this hour are used up: the primary limit. */
  USED_UP("api rate limit exceeded"),
  /** Too much was asked at once: a secondary limit. */
  HASTE("secondary rate limit|abuse detection"),
  /** A 403 that says nothing that is known here. */
  FORBIDDEN,
  /** Nobody is known by the token. */
  TOKEN,
  /** There is nothing that the token may see. */
  UNKNOWN,
  /** What is asked is understood, but not taken. */
  INVALID,
  /** Any other answer. */
  OTHER;

  private static final String NEVER = "(?!)";

  private final Pattern words;

  Reason() {
    this(NEVER);
  }

  Reason(String words) {
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  /**
   * What an answer tells.
   *
   * @param status of HTTP, none of success
   * @param message what GitHub says, maybe nothing; it goes before the headers, as the last request
   *     of an hour has them as well
   */
  static Reason of(int status, String message, Limits limits) {
    return switch (status) {
      case 401 -> TOKEN;
      case 403 ->
          Arrays.stream(values())
              .filter(reason -> reason.words.matcher(message).find())
              .findFirst()
              .orElseGet(() -> limited(limits, FORBIDDEN));
      case 404 -> UNKNOWN;
      case 422 -> INVALID;
      case 429 -> USED_UP.words.matcher(message).find() ? USED_UP : limited(limits, HASTE);
      default -> OTHER;
    };
  }

  /** A secondary limit says how long to wait, the primary one when it ends. */
  private static Reason limited(Limits limits, Reason otherwise) {
    if (limits.pause().isPresent()) {
      return HASTE;
    }
    return limits.usedUp() ? USED_UP : otherwise;
  }
}
