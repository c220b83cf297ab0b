package org.ignition.backup.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A role of AWS, assumed with a job's token at a stand-in for AWS's own service. */
class RoleTest {

  private static final String ROLE = "arn:aws:iam::123456789012:role/backups";
  private static final String TOKEN = "header.payload.signature";
  private static final String STS_ENDPOINT = "aws.endpointUrlSts"; // The SDK reads it.

  private WireMockServer aws;

  @BeforeEach
  void start() {
    aws =
        new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
    aws.start();
    System.setProperty(STS_ENDPOINT, aws.baseUrl());
    aws.stubFor(
        get(anyUrl())
            .willReturn(
                okXml("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>")));
  }

  @AfterEach
  void stop() {
    System.clearProperty(STS_ENDPOINT);
    aws.stop();
  }

  private S3Store store(Supplier<String> token) {
    Bucket bucket = new Bucket("127.0.0.1:" + aws.port(), "shop-backups");
    return Bucket.store(bucket.settings(), new S3Credentials.WebIdentity(ROLE, token));
  }

  @Test
  void usesTheKeysThatTheRoleGives() {
    aws.stubFor(
        post(anyUrl())
            .willReturn(
                okXml(
                    """
                    <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
                    <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey>
                    <SessionToken>role-session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
                    </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
                    """)));
    try (S3Store store = store(() -> TOKEN)) {
      assertEquals(List.of(), store.list());
      assertEquals(List.of(), store.list());
    }
    aws.verify(
        1,
        postRequestedFor(anyUrl())
            .withRequestBody(containing("Action=AssumeRoleWithWebIdentity"))
            .withRequestBody(containing("WebIdentityToken=" + TOKEN))
            .withRequestBody(
                containing("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fbackups")));
    aws.verify(
        2,
        getRequestedFor(anyUrl())
            .withHeader("Authorization", containing("Credential=ASIAROLE/"))
            .withHeader("X-Amz-Security-Token", equalTo("role-session")));
  }

  @Test
  void saysThatTheRoleCanNotBeAssumed() {
    aws.stubFor(
        post(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(403)
                    .withBody(
                        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>Not authorized to"
                            + " perform sts:AssumeRoleWithWebIdentity</Message></Error></ErrorResponse>")));
    try (S3Store store = store(() -> TOKEN)) {
      InputException refused = assertThrows(InputException.class, store::list);
      assertEquals(ErrorCode.BACKUP_STORE_REFUSED, refused.code());
      assertTrue(refused.toString().contains("trust policy"), refused::toString);
      assertTrue(refused.toString().contains("AccessDenied"), refused::toString);
      assertFalse(refused.toString().contains(TOKEN));
    }
  }

  @Test
  void saysThatTheJobHasNoToken() {
    try (S3Store store = store(new JobToken(Map.of(), Optional.empty()))) {
      InputException refused = assertThrows(InputException.class, store::list);
      assertTrue(refused.toString().contains("id-token: write"), refused::toString);
    }
  }

  @Test
  void keepsSecretsOutOfTexts() {
    S3Credentials identity = new S3Credentials.WebIdentity(ROLE, () -> TOKEN);
    assertFalse(identity.toString().contains(TOKEN));
    assertEquals("the role " + ROLE, identity.toString());
    assertEquals("the keys of the inputs", Bucket.KEYS.toString());
  }
}
