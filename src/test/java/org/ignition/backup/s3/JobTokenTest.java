package org.ignition.backup.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobTokenTest {

  private static final String BEARER = "runner-secret";

  private WireMockServer github;

  @BeforeEach
  void start() {
    github =
        new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
    github.start();
  }

  @AfterEach
  void stop() {
    github.stop();
  }

  private JobToken token() {
    return new JobToken(
        Map.of(
            "ACTIONS_ID_TOKEN_REQUEST_URL",
            github.baseUrl() + "/token?api-version=2.0",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
            BEARER),
        Optional.empty(),
        Duration.ofMillis(1));
  }

  @Test
  void asksForATokenForAws() {
    github.stubFor(
        get(urlPathEqualTo("/token")).willReturn(okJson("{\"count\":1,\"value\":\"a.b.c\"}")));
    assertEquals("a.b.c", token().get());
    github.verify(
        getRequestedFor(urlPathEqualTo("/token"))
            .withQueryParam("api-version", equalTo("2.0"))
            .withQueryParam("audience", equalTo("sts.amazonaws.com"))
            .withHeader("Authorization", equalTo("Bearer " + BEARER))
            .withHeader("Accept", containing("json")));
  }

  @Test
  void asksAgainWhenGitHubIsBusy() {
    github.stubFor(
        get(anyUrl())
            .inScenario("busy")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(serviceUnavailable())
            .willSetStateTo("well"));
    github.stubFor(
        get(anyUrl())
            .inScenario("busy")
            .whenScenarioStateIs("well")
            .willReturn(okJson("{\"value\":\"a.b.c\"}")));
    assertEquals("a.b.c", token().get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "{\"value\": 7", "not-for-a-log", "{\"value\": {\"not-for-a-log\": 1}}"})
  void repeatsNothingOfAnAnswerWithoutAToken(String body) {
    github.stubFor(get(anyUrl()).willReturn(okJson(body)));
    RemoteException refused = assertThrows(RemoteException.class, () -> token().get());
    requireSecrecy(refused);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 500, 503})
  void saysThatGitHubRefuses(int status) {
    github.stubFor(
        get(anyUrl()).willReturn(aResponse().withStatus(status).withBody("not-for-a-log")));
    RemoteException refused = assertThrows(RemoteException.class, () -> token().get());
    assertTrue(refused.toString().contains(Integer.toString(status)), refused::toString);
    requireSecrecy(refused);
  }

  private static void requireSecrecy(IgnitionException refused) {
    assertFalse(refused.toString().contains("not-for-a-log"), refused::toString);
    assertFalse(refused.toString().contains(BEARER), refused::toString);
  }

  @Test
  void saysThatNobodyAnswers() {
    JobToken token = token();
    github.stop();
    RemoteException refused = assertThrows(RemoteException.class, token::get);
    assertTrue(refused.toString().contains("could not be reached"), refused::toString);
    requireSecrecy(refused);
  }

  @Test
  void saysHowAJobGetsOne() {
    JobToken token = new JobToken(Map.of("ACTIONS_ID_TOKEN_REQUEST_URL", " "), Optional.empty());
    InputException refused = assertThrows(InputException.class, token::get);
    assertTrue(refused.toString().contains("id-token: write"), refused::toString);
  }
}
