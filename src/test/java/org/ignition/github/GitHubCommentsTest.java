package org.ignition.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.ignition.github.Answers.comment;
import static org.ignition.github.Answers.list;
import static org.ignition.github.Answers.orphan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ignition.json.Json;
import org.ignition.migration.report.Commented;
import org.ignition.migration.report.StickyComment;
import org.ignition.registry.Proxies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubCommentsTest extends AtGitHub {

  private static String body() {
    return Json.compact(Map.of("body", COMMENT.body()));
  }

  @Test
  void addsTheCommentWhereThereIsNone() {
    canPost();
    assertEquals(
        new Commented.Added("https://github.example/acme/shop/pull/7#issuecomment-9"),
        put(COMMENT));
    server.verify(
        1,
        postRequestedFor(urlEqualTo(COMMENTS))
            .withHeader("Authorization", equalTo("token " + TOKEN))
            .withRequestBody(equalToJson(body())));
    assertEquals(4, server.getAllServeEvents().size());
  }

  @Test
  void addsNothingThatIsNotWorthIt() {
    assertEquals(new Commented.Unneeded(), put(new StickyComment(MARKER, COMMENT.body(), false)));
    server.verify(0, postRequestedFor(urlEqualTo(COMMENTS)));
  }

  @Test
  void editsTheCommentThatIsThereEvenWhenNoneWouldBeAdded() {
    on(
        get(urlEqualTo(FIRST_PAGE)),
        list(
            comment(1, "octocat", MARKER + "\nfake"),
            comment(2, "github-actions[bot]", "quotes " + MARKER),
            comment(3, "github-actions[bot]", MARKER + "\r\nbefore"),
            comment(4, "github-actions[bot]", MARKER + "\nlater")));
    on(patch(urlEqualTo("/repos/acme/shop/issues/comments/3")), comment(3, "x", COMMENT.body()));
    assertEquals(
        new Commented.Updated("https://github.example/acme/shop/pull/7#issuecomment-3"),
        put(new StickyComment(MARKER, COMMENT.body(), false)));
    server.verify(
        1,
        patchRequestedFor(urlEqualTo("/repos/acme/shop/issues/comments/3"))
            .withRequestBody(equalToJson(body())));
  }

  @Test
  void leavesTheCommentOfSomebodyWhoIsGone() {
    on(get(urlEqualTo(FIRST_PAGE)), list(orphan(1, MARKER)));
    canPost();
    assertInstanceOf(Commented.Added.class, put(COMMENT));
  }

  @Test
  void sendsAsMuchAsGitHubTakes() {
    String body = MARKER + "\n" + "x".repeat(65_536 - MARKER.length() - 1);
    server.stubFor(
        post(urlEqualTo(COMMENTS)).willReturn(okJson(comment(9, "a[bot]", body)).withStatus(201)));
    assertInstanceOf(Commented.Added.class, put(new StickyComment(MARKER, body, true)));
  }

  @Test
  void looksThroughAllPages() {
    String second = server.baseUrl() + COMMENTS + "?per_page=100&page=2";
    server.stubFor(
        get(urlEqualTo(FIRST_PAGE))
            .willReturn(
                okJson(list(comment(1, "a", "hello")))
                    .withHeader("Link", "<" + second + ">; rel=\"next\"")));
    on(
        get(urlEqualTo(COMMENTS + "?per_page=100&page=2")),
        list(comment(205, "github-actions[bot]", MARKER)));
    on(
        patch(urlEqualTo("/repos/acme/shop/issues/comments/205")),
        comment(205, "x", COMMENT.body()));
    assertInstanceOf(Commented.Updated.class, put(COMMENT));
  }

  @Test
  void editsAPersonsCommentOnlyWithThatPersonsToken() {
    on(
        get(urlEqualTo(FIRST_PAGE)),
        list(comment(1, "mallory", MARKER), comment(2, "octocat", MARKER)));
    on(get(urlEqualTo("/user")), "{\"login\": \"octocat\", \"id\": 1}");
    on(patch(urlEqualTo("/repos/acme/shop/issues/comments/2")), comment(2, "x", COMMENT.body()));
    assertInstanceOf(Commented.Updated.class, put(COMMENT, "github_pat_x"));
  }

  @Test
  void takesATokenThatCannotAskWhoItIsForAnApps() {
    server.stubFor(get(urlEqualTo("/user")).willReturn(status(403)));
    on(get(urlEqualTo(FIRST_PAGE)), list(comment(1, "x", MARKER), comment(2, "a[bot]", MARKER)));
    on(patch(urlEqualTo("/repos/acme/shop/issues/comments/2")), comment(2, "x", COMMENT.body()));
    assertInstanceOf(Commented.Updated.class, put(COMMENT, "v1.old-form"));
  }

  /** Else the person's own comment would not be found, and a second one added. */
  @Test
  void addsNothingWhenGitHubCannotSayJustNowWhoAsks() {
    server.stubFor(
        get(urlEqualTo("/user"))
            .willReturn(refused(403, "You have exceeded a secondary rate limit.")));
    on(get(urlEqualTo(FIRST_PAGE)), list(comment(1, "octocat", MARKER)));
    canPost();
    assertInstanceOf(Commented.Failed.class, put(COMMENT, "github_pat_x"));
    server.verify(0, postRequestedFor(urlEqualTo(COMMENTS)));
  }

  @Test
  void givesUpOnAnAnswerThatNeverEnds() {
    server.stubFor(
        get(urlEqualTo(FIRST_PAGE))
            .willReturn(
                aResponse()
                    .withBody("[" + " ".repeat(4000) + "]")
                    .withChunkedDribbleDelay(60, 60_000)));
    GitHubAccess access = GitHubAccess.of(server.baseUrl(), TOKEN, Proxies.NONE, List.of());
    Patience brief = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(1), 3);
    assertEquals(
        new Commented.Failed("GitHub took longer than 2 s"),
        new GitHubComments(access, "acme/shop", 7, brief).put(COMMENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "<html>", "[{\"id\": \"x\"", "[null]"})
  void failsSoftlyWhenTheAnswerMakesNoSense(String answer) {
    senseless = true;
    on(get(urlEqualTo(FIRST_PAGE)), answer);
    Commented commented = put(COMMENT);
    assertInstanceOf(Commented.Failed.class, commented);
    assertFalse(commented.sentence().contains("html"), commented.sentence());
  }

  @Test
  void neverPostsTwiceWhenTheConnectionBreaks() {
    server.stubFor(
        post(urlEqualTo(COMMENTS))
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    assertInstanceOf(Commented.Failed.class, put(COMMENT));
    server.verify(1, postRequestedFor(urlEqualTo(COMMENTS)));
  }

  @Test
  void givesTheTokenToNobodyElse() {
    WireMockServer other = new WireMockServer(wireMockConfig().dynamicPort());
    other.start();
    try {
      server.stubFor(
          get(urlEqualTo("/repos/acme/shop"))
              .willReturn(status(302).withHeader("Location", other.baseUrl() + "/stolen")));
      put(COMMENT);
      other.verify(1, getRequestedFor(urlPathEqualTo("/stolen")).withoutHeader("Authorization"));
      other.verify(
          0,
          getRequestedFor(urlPathEqualTo("/stolen"))
              .withHeader("Authorization", equalTo("token " + TOKEN)));
    } finally {
      other.stop();
    }
  }

  @Test
  void goesThroughTheProxyOfTheNetwork() {
    canPost();
    Proxies proxies = Proxies.of(Map.of("HTTP_PROXY", "http://127.0.0.1:1"));
    GitHubAccess access = GitHubAccess.of(server.baseUrl(), TOKEN, proxies, List.of());
    assertInstanceOf(
        Commented.Failed.class, new GitHubComments(access, "acme/shop", 7, PATIENCE).put(COMMENT));
    assertEquals(0, server.getAllServeEvents().size());
  }
}
