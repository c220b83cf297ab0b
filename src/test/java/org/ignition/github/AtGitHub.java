package org.ignition.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.ignition.github.Answers.comment;
import static org.ignition.github.Answers.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;
import java.util.List;
import org.ignition.migration.report.Commented;
import org.ignition.migration.report.StickyComment;
import org.ignition.registry.Proxies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A stand-in for GitHub that knows one pull request, held to {@link CommentContract}. */
abstract class AtGitHub {

  static final String TOKEN = "ghs_secret";
  static final String MARKER = "<!-- marker -->";
  static final StickyComment COMMENT =
      new StickyComment(MARKER, MARKER + "\n## \"Refused\" `\\` | <b>\u0007 é 😀", true);
  static final String COMMENTS = "/repos/acme/shop/issues/7/comments";
  static final String FIRST_PAGE = COMMENTS + "?per_page=100";
  static final Patience PATIENCE = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(1), 3);

  static WireMockServer server;

  /** Whether the test answers what GitHub does not describe. */
  boolean senseless;

  @BeforeAll
  static void start() {
    server = new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @BeforeEach
  void knowPullRequest() {
    server.resetAll();
    on(
        get(urlEqualTo("/repos/acme/shop")),
        "{\"id\": 1, \"name\": \"shop\", \"full_name\": \"acme/shop\", \"owner\": {\"login\": \"acme\"}}");
    on(get(urlEqualTo("/repos/acme/shop/pulls/7")), "{\"id\": 70, \"number\": 7}");
    on(get(urlEqualTo(FIRST_PAGE)), "[]");
  }

  @AfterEach
  void nothingWasSentOrAnsweredThatGitHubDoesNotDescribe() {
    if (!senseless) {
      assertEquals(
          List.of(),
          server.getAllServeEvents().stream().flatMap(CommentContract::problems).toList());
    }
  }

  static void on(MappingBuilder request, String json) {
    server.stubFor(request.willReturn(okJson(json)));
  }

  static void canPost() {
    server.stubFor(
        post(urlEqualTo(COMMENTS))
            .willReturn(okJson(comment(9, "github-actions[bot]", COMMENT.body())).withStatus(201)));
  }

  static Commented put(StickyComment comment) {
    return put(comment, TOKEN);
  }

  static Commented put(StickyComment comment, String token) {
    GitHubAccess access = GitHubAccess.of(server.baseUrl() + "/", token, Proxies.NONE, List.of());
    return new GitHubComments(access, "acme/shop", 7, PATIENCE).put(comment);
  }

  static ResponseDefinitionBuilder refused(int code, String message) {
    return okJson(refusal(message)).withStatus(code);
  }

  static Commented putRefused(ResponseDefinitionBuilder answer) {
    server.stubFor(post(urlEqualTo(COMMENTS)).willReturn(answer));
    return put(COMMENT);
  }
}
