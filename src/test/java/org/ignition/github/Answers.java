package org.ignition.github;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.json.Json;
import org.jspecify.annotations.Nullable;

/** Answers in the form of GitHub's REST API; {@link CommentContract} checks what of it is used. */
final class Answers {

  private static final String HOME = "https://github.example/";
  private static final String API = "https://api.github.example/";

  private Answers() {}

  /** A comment by {@code login}. */
  static String comment(int id, String login, String body) {
    return comment(id, user(login), body);
  }

  /** A comment of somebody who is gone. */
  static String orphan(int id, String body) {
    return comment(id, (Map<String, Object>) null, body);
  }

  private static String comment(int id, @Nullable Map<String, Object> user, String body) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("node_id", "IC_" + id);
    json.put("url", API + "repos/acme/shop/issues/comments/" + id);
    json.put("html_url", HOME + "acme/shop/pull/7#issuecomment-" + id);
    json.put("issue_url", API + "repos/acme/shop/issues/7");
    json.put("user", user);
    json.put("created_at", "2026-01-15T10:45:00Z");
    json.put("updated_at", "2026-01-15T10:45:00Z");
    json.put("author_association", "NONE");
    json.put("body", body);
    return Json.compact(json);
  }

  private static Map<String, Object> user(String login) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("login", login);
    json.put("id", 1);
    json.put("node_id", "U_1");
    json.put("avatar_url", HOME + "avatars/1");
    json.put("gravatar_id", "");
    json.put("html_url", HOME + login);
    json.put("url", API + "users/" + login);
    for (String list :
        new String[] {
          "followers",
          "following",
          "gists",
          "starred",
          "subscriptions",
          "organizations",
          "repos",
          "events",
          "received_events"
        }) {
      json.put(list + "_url", API + "users/" + login + "/" + list);
    }
    json.put("type", login.endsWith("[bot]") ? "Bot" : "User");
    json.put("site_admin", false);
    return json;
  }

  static String list(String... comments) {
    return Stream.of(comments).collect(Collectors.joining(",", "[", "]"));
  }

  static String refusal(String message) {
    return Json.compact(Map.of("message", message, "documentation_url", "https://docs.example"));
  }
}
