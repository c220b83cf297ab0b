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
import static org.ignition.github.Answers.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ignition.json.Json;
import org.ignition.migration.report.Commented;
import org.ignition.migration.report.StickyComment;
import org.ignition.registry.Proxies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubCommentsTest {

  private static final String TOKEN = "ghs_secret";
  private static final String MARKER = "<!-- marker -->";
  private static final StickyComment COMMENT =
      new StickyComment(MARKER, MARKER + "\n## \"Refused\" `\\` | <b>\u0007 é 😀", true);
  private static final String COMMENTS = "/repos/acme/shop/issues/7/comments";
  private static final String FIRST_PAGE = COMMENTS + "?per_page=100";
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(60), Duration.ofSeconds(1), 3);
  private static final WireMockServer SERVER =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

  private boolean senseless;

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void knowPullRequest() {
    SERVER.resetAll();
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
          SERVER.getAllServeEvents().stream().flatMap(CommentContract::problems).toList());
    }
  }

  private static void on(MappingBuilder request, String json) {
    SERVER.stubFor(request.willReturn(okJson(json)));
  }

  private static void canPost() {
    SERVER.stubFor(
        post(urlEqualTo(COMMENTS))
            .willReturn(okJson(comment(9, "github-actions[bot]", COMMENT.body())).withStatus(201)));
  }

  private static Commented put(StickyComment comment) {
    return put(comment, TOKEN);
  }

  private static Commented put(StickyComment comment, String token) {
    GitHubAccess access = GitHubAccess.of(SERVER.baseUrl() + "/", token, Proxies.NONE);
    return new GitHubComments(access, "acme/shop", 7, PATIENCE).put(comment);
  }

  private static String body() {
    return Json.compact(Map.of("body", COMMENT.body()));
  }

  @Test
  void addsTheCommentWhereThereIsNone() {
    canPost();
    assertEquals(
        new Commented.Added("https://github.example/acme/shop/pull/7#issuecomment-9"),
        put(COMMENT));
    SERVER.verify(
        1,
        postRequestedFor(urlEqualTo(COMMENTS))
            .withHeader("Authorization", equalTo("token " + TOKEN))
            .withRequestBody(equalToJson(body())));
    assertEquals(4, SERVER.getAllServeEvents().size());
  }

  @Test
  void addsNothingThatIsNotWorthIt() {
    assertEquals(new Commented.Unneeded(), put(new StickyComment(MARKER, COMMENT.body(), false)));
    SERVER.verify(0, postRequestedFor(urlEqualTo(COMMENTS)));
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
    SERVER.verify(
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
    SERVER.stubFor(
        post(urlEqualTo(COMMENTS)).willReturn(okJson(comment(9, "a[bot]", body)).withStatus(201)));
    assertInstanceOf(Commented.Added.class, put(new StickyComment(MARKER, body, true)));
  }

  @Test
  void saysThatTheCommentCannotBeEdited() {
    on(get(urlEqualTo(FIRST_PAGE)), list(comment(2, "a[bot]", MARKER)));
    SERVER.stubFor(
        patch(urlEqualTo("/repos/acme/shop/issues/comments/2"))
            .willReturn(okJson(refusal("Validation Failed")).withStatus(422)));
    assertEquals(
        new Commented.Failed("GitHub refuses the comment, saying \"Validation Failed\" (422)"),
        put(COMMENT));
  }

  @Test
  void looksThroughAllPages() {
    String second = SERVER.baseUrl() + COMMENTS + "?per_page=100&page=2";
    SERVER.stubFor(
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
    SERVER.stubFor(get(urlEqualTo("/user")).willReturn(status(403)));
    on(get(urlEqualTo(FIRST_PAGE)), list(comment(1, "x", MARKER), comment(2, "a[bot]", MARKER)));
    on(patch(urlEqualTo("/repos/acme/shop/issues/comments/2")), comment(2, "x", COMMENT.body()));
    assertInstanceOf(Commented.Updated.class, put(COMMENT, "v1.old-form"));
  }

  /** Else the person's own comment would not be found, and a second one added. */
  @Test
  void addsNothingWhenGitHubCannotSayJustNowWhoAsks() {
    SERVER.stubFor(
        get(urlEqualTo("/user"))
            .willReturn(refused(403, "You have exceeded a secondary rate limit.")));
    on(get(urlEqualTo(FIRST_PAGE)), list(comment(1, "octocat", MARKER)));
    canPost();
    assertInstanceOf(Commented.Failed.class, put(COMMENT, "github_pat_x"));
    SERVER.verify(0, postRequestedFor(urlEqualTo(COMMENTS)));
  }

  private static ResponseDefinitionBuilder refused(int code, String message) {
    return okJson(refusal(message)).withStatus(code);
  }

  private static Commented putRefused(ResponseDefinitionBuilder answer) {
    SERVER.stubFor(post(urlEqualTo(COMMENTS)).willReturn(answer));
    return put(COMMENT);
  }

  @Test
  void namesThePermissionThatIsMissing() {
    assertEquals(
        new Commented.Declined("pull-requests: write"),
        putRefused(refused(403, "Resource not accessible by integration")));
    SERVER.verify(1, postRequestedFor(urlEqualTo(COMMENTS)));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"full_name\": \"octocat/shop\"}',ghs_secret,ReadOnly",
    "'{\"full_name\": \"octocat/shop\"}',github_pat_x,Declined",
    "null,ghs_secret,ReadOnly",
    "'{\"full_name\": \"acme/shop\"}',ghs_secret,Declined"
  })
  void saysThatRunsOfForksMayOnlyRead(String head, String token, String expected) {
    on(get(urlEqualTo("/user")), "{\"login\": \"octocat\", \"id\": 1}");
    on(
        get(urlEqualTo("/repos/acme/shop/pulls/7")),
        "{\"id\": 70, \"number\": 7, \"head\": {\"repo\": "
            + head
            + "}, \"base\": {\"repo\": {\"full_name\": \"acme/shop\"}}}");
    SERVER.stubFor(
        post(urlEqualTo(COMMENTS))
            .willReturn(refused(403, "Resource not accessible by integration")));
    assertEquals(expected, put(COMMENT, token).getClass().getSimpleName());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Resource protected by organization SAML enforcement. | single sign-on",
        "Unable to create comment because issue is locked. | is locked",
        "Repository was archived so is read-only. | is archived",
        "Sorry. Your account was suspended. | suspended or blocked",
        "the `acme` organization has an IP allow list enabled | IP allow list",
        "API rate limit exceeded for installation ID 7. | limit of requests",
        "You have exceeded a secondary rate limit. | in some minutes",
        "Our proxy says no | saying \"Our proxy says no\""
      })
  void saysWhatElseA403Means(String message, String expected) {
    Commented commented = putRefused(refused(403, message));
    assertInstanceOf(Commented.Failed.class, commented);
    assertTrue(commented.sentence().contains(expected), commented.sentence());
    SERVER.verify(1, postRequestedFor(urlEqualTo(COMMENTS)));
  }

  @Test
  void knowsSingleSignOnByItsHeader() {
    String sentence =
        putRefused(
                refused(403, "")
                    .withHeader("X-GitHub-SSO", "required; url=https://github.example/secret"))
            .sentence();
    assertTrue(sentence.contains("single sign-on"), sentence);
    assertFalse(sentence.contains("secret"), sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "7", "{\"message\": []}", "{\"message\": {", "<html>::x"})
  void takesARefusalThatSaysNothingReadable(String body) {
    senseless = true;
    String sentence = putRefused(status(403).withBody(body)).sentence();
    assertTrue(sentence.contains("GitHub forbids it (403). "), sentence);
  }

  @Test
  void repeatsWordsOfGitHubOnOneLineAndWithoutTokens() {
    String sentence =
        putRefused(refused(403, "no\n::error::owned\r\u001b[31m " + TOKEN)).sentence();
    assertTrue(
        sentence.contains("saying \"no\\u000a::error::owned\\u000d\\u001b[31m ***\""), sentence);
  }

  @ParameterizedTest
  @CsvSource({"401,1", "404,1", "410,1", "422,1", "500,1", "502,1"})
  void failsOnceAndSoftlyWhenGitHubRefusesThePost(int code, int requests) {
    SERVER.stubFor(
        post(urlEqualTo(COMMENTS))
            .willReturn(okJson(refusal("::error::\u001b[31m")).withStatus(code)));
    Commented commented = put(COMMENT);
    assertInstanceOf(Commented.Failed.class, commented);
    assertTrue(commented.sentence().contains("" + code), commented.sentence());
    SERVER.verify(requests, postRequestedFor(urlEqualTo(COMMENTS)));
  }

  @Test
  void saysThatThePullRequestIsUnknown() {
    SERVER.stubFor(get(urlEqualTo("/repos/acme/shop/pulls/7")).willReturn(status(404)));
    String sentence = put(COMMENT).sentence();
    assertTrue(sentence.contains("GitHub shows the token no such pull request (404). "), sentence);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void asksAgainWhenGitHubFailsForAMoment(int code) {
    canPost();
    SERVER.stubFor(
        get(urlEqualTo(FIRST_PAGE))
            .inScenario("moment")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(status(code).withHeader("Retry-After", "0"))
            .willSetStateTo("over"));
    SERVER.stubFor(
        get(urlEqualTo(FIRST_PAGE))
            .inScenario("moment")
            .whenScenarioStateIs("over")
            .willReturn(okJson("[]")));
    assertInstanceOf(Commented.Added.class, put(COMMENT));
    SERVER.verify(2, getRequestedFor(urlEqualTo(FIRST_PAGE)));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429})
  void waitsAsLongAsGitHubAsksFor(int code) {
    SERVER.stubFor(
        post(urlEqualTo(COMMENTS))
            .inScenario("haste")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(
                refused(code, "You have exceeded a secondary rate limit.")
                    .withHeader("Retry-After", "1"))
            .willSetStateTo("over"));
    SERVER.stubFor(
        post(urlEqualTo(COMMENTS))
            .inScenario("haste")
            .whenScenarioStateIs("over")
            .willReturn(okJson(comment(9, "x", "y")).withStatus(201)));
    long start = System.nanoTime();
    assertInstanceOf(Commented.Added.class, put(COMMENT));
    assertTrue(System.nanoTime() - start >= Duration.ofMillis(950).toNanos());
  }

  @ParameterizedTest
  @CsvSource({
    "429,Retry-After,3600,in 3600 s (429)",
    "403,Retry-After,60,in 60 s (403)",
    "429,Retry-After,soon,in some minutes (429)",
    "403,X-RateLimit-Remaining,0,used up (403)",
    "429,X-RateLimit-Remaining,0,used up (429)"
  })
  void givesUpWhenGitHubAsksForMoreTimeThanACommentIsWorth(
      int code, String header, String value, String expected) {
    SERVER.stubFor(
        get(urlEqualTo("/repos/acme/shop")).willReturn(status(code).withHeader(header, value)));
    Commented commented = put(COMMENT);
    assertInstanceOf(Commented.Failed.class, commented);
    assertTrue(commented.sentence().contains(expected), commented.sentence());
    SERVER.verify(1, getRequestedFor(urlEqualTo("/repos/acme/shop")));
  }

  @Test
  void givesUpOnAnAnswerThatNeverEnds() {
    SERVER.stubFor(
        get(urlEqualTo(FIRST_PAGE))
            .willReturn(
                aResponse()
                    .withBody("[" + " ".repeat(4000) + "]")
                    .withChunkedDribbleDelay(60, 60_000)));
    GitHubAccess access = GitHubAccess.of(SERVER.baseUrl(), TOKEN, Proxies.NONE);
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
    SERVER.stubFor(
        post(urlEqualTo(COMMENTS))
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    assertInstanceOf(Commented.Failed.class, put(COMMENT));
    SERVER.verify(1, postRequestedFor(urlEqualTo(COMMENTS)));
  }

  @Test
  void givesTheTokenToNobodyElse() {
    WireMockServer other = new WireMockServer(wireMockConfig().dynamicPort());
    other.start();
    try {
      SERVER.stubFor(
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
    GitHubAccess access = GitHubAccess.of(SERVER.baseUrl(), TOKEN, proxies);
    assertInstanceOf(
        Commented.Failed.class, new GitHubComments(access, "acme/shop", 7, PATIENCE).put(COMMENT));
    assertEquals(0, SERVER.getAllServeEvents().size());
  }
}
