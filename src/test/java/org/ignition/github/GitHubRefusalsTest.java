package org.ignition.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.ignition.github.Answers.comment;
import static org.ignition.github.Answers.list;
import static org.ignition.github.Answers.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.time.Duration;
import org.ignition.migration.report.Commented;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GitHub does not do what it is asked for a comment. */
class GitHubRefusalsTest extends AtGitHub {

  @Test
  void saysThatTheCommentCannotBeEdited() {
    on(get(urlEqualTo(FIRST_PAGE)), list(comment(2, "a[bot]", MARKER)));
    server.stubFor(
        patch(urlEqualTo("/repos/acme/shop/issues/comments/2"))
            .willReturn(okJson(refusal("Validation Failed")).withStatus(422)));
    assertEquals(
        new Commented.Failed("GitHub refuses the comment, saying \"Validation Failed\" (422)"),
        put(COMMENT));
  }

  @Test
  void namesThePermissionThatIsMissing() {
    assertEquals(
        new Commented.Declined("pull-requests: write"),
        putRefused(refused(403, "Resource not accessible by integration")));
    server.verify(1, postRequestedFor(urlEqualTo(COMMENTS)));
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
    server.stubFor(
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
    server.verify(1, postRequestedFor(urlEqualTo(COMMENTS)));
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
    server.stubFor(
        post(urlEqualTo(COMMENTS))
            .willReturn(okJson(refusal("::error::\u001b[31m")).withStatus(code)));
    Commented commented = put(COMMENT);
    assertInstanceOf(Commented.Failed.class, commented);
    assertTrue(commented.sentence().contains("" + code), commented.sentence());
    server.verify(requests, postRequestedFor(urlEqualTo(COMMENTS)));
  }

  @Test
  void saysThatThePullRequestIsUnknown() {
    server.stubFor(get(urlEqualTo("/repos/acme/shop/pulls/7")).willReturn(status(404)));
    String sentence = put(COMMENT).sentence();
    assertTrue(sentence.contains("GitHub shows the token no such pull request (404). "), sentence);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void asksAgainWhenGitHubFailsForAMoment(int code) {
    canPost();
    server.stubFor(
        get(urlEqualTo(FIRST_PAGE))
            .inScenario("moment")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(status(code).withHeader("Retry-After", "0"))
            .willSetStateTo("over"));
    server.stubFor(
        get(urlEqualTo(FIRST_PAGE))
            .inScenario("moment")
            .whenScenarioStateIs("over")
            .willReturn(okJson("[]")));
    assertInstanceOf(Commented.Added.class, put(COMMENT));
    server.verify(2, getRequestedFor(urlEqualTo(FIRST_PAGE)));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429})
  void waitsAsLongAsGitHubAsksFor(int code) {
    server.stubFor(
        post(urlEqualTo(COMMENTS))
            .inScenario("haste")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(
                refused(code, "You have exceeded a secondary rate limit.")
                    .withHeader("Retry-After", "1"))
            .willSetStateTo("over"));
    server.stubFor(
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
    server.stubFor(
        get(urlEqualTo("/repos/acme/shop")).willReturn(status(code).withHeader(header, value)));
    Commented commented = put(COMMENT);
    assertInstanceOf(Commented.Failed.class, commented);
    assertTrue(commented.sentence().contains(expected), commented.sentence());
    server.verify(1, getRequestedFor(urlEqualTo("/repos/acme/shop")));
  }
}
