package org.ignition.backup.s3;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.ignition.tls.Trust;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithWebIdentityCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;

/**
 * Builds clients that every service of this protocol understands: whole bodies with a length, no
 * trailers, no checksums but those that are asked for.
 */
final class S3Clients {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE =
      Duration.ofMinutes(15); // Attempts end sooner by their own.
  private static final int REQUEST_TIMEOUT = 408;
  private static final String SESSION = "ignition-release";
  private static final String NO_REGION = "auto";
  private static final String USUAL_REGION = "us-east-1";

  private S3Clients() {}

  static S3Client of(S3Settings settings, S3Credentials credentials, BucketPatience patience) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .httpClient(http(settings))
            .credentialsProvider(provider(settings, credentials, patience))
            .overrideConfiguration(patient(patience))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .addPlugin(LegacyMd5Plugin.create())
            .serviceConfiguration(s3 ->
                s3.pathStyleAccessEnabled(settings.pathStyle())
                    .chunkedEncodingEnabled(false)
                    .expectContinueEnabled(false));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** Where certificates may be a company's own, who is refused is told by name. */
  private static SdkHttpClient http(S3Settings settings) {
    boolean own =
        settings.authorities().isPresent()
            || settings.endpoint().filter(uri -> "https".equals(uri.getScheme())).isPresent();
    return own ? http(SILENCE, settings.authorities()) : usual(SILENCE).build();
  }

  /**
   * The JDK's; the proxy is the one that the environment or the JVM names.
   *
   * @param silence after which a connection counts as broken
   * @param authorities PEM file with certificates to trust besides the usual ones
   */
  static SdkHttpClient http(Duration silence, Optional<Path> authorities) {
    TrustManager[] trusted = Trust.managers(authorities.map(Trust::read).orElse(List.of()));
    return usual(silence).tlsTrustManagersProvider(() -> trusted).build();
  }

  private static UrlConnectionHttpClient.Builder usual(Duration silence) {
    return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(silence);
  }

  private static AwsCredentialsProvider provider(
      S3Settings settings, S3Credentials credentials, BucketPatience patience) {
    return switch (credentials) {
      case S3Credentials.Keys keys -> StaticCredentialsProvider.create(fixed(keys));
      case S3Credentials.WebIdentity identity -> role(settings, identity, patience);
    };
  }

  private static AwsCredentials fixed(S3Credentials.Keys keys) {
    return keys.sessionToken().isPresent()
        ? AwsSessionCredentials.create(
            keys.accessKey(), keys.secretKey(), keys.sessionToken().get())
        : AwsBasicCredentials.create(keys.accessKey(), keys.secretKey());
  }

  /** Assumed at the first request and again before it expires, with a new token each time. */
  private static AwsCredentialsProvider role(
      S3Settings settings, S3Credentials.WebIdentity identity, BucketPatience patience) {
    StsClient sts =
        StsClient.builder()
            .region(
                Region.of(settings.region().equals(NO_REGION) ? USUAL_REGION : settings.region()))
            .httpClient(http(settings))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(patient(patience))
            .build();
    return StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(() -> assuming(identity))
        .build();
  }

  private static AssumeRoleWithWebIdentityRequest assuming(S3Credentials.WebIdentity identity) {
    return AssumeRoleWithWebIdentityRequest.builder()
        .roleArn(identity.role())
        .roleSessionName(SESSION)
        .webIdentityToken(identity.token().get())
        .build();
  }

  /** No profile files are read: what is configured is in ignition.yml. */
  private static ClientOverrideConfiguration patient(BucketPatience patience) {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(patience.answer())
        .retryStrategy(new HopefulRetries(retries(patience)))
        .defaultProfileFile(ProfileFile.aggregator().build())
        .build();
  }

  private static RetryStrategy retries(BucketPatience patience) {
    BackoffStrategy backoff =
        BackoffStrategy.exponentialDelayHalfJitter(patience.pause(), patience.longestPause());
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(patience.attempts())
        .backoffStrategy(backoff)
        .throttlingBackoffStrategy(backoff)
        .circuitBreakerEnabled(false)
        .retryOnException(S3Clients::isTimeoutOfServer)
        .build();
  }

  /** The SDK retries failures of the service and of the way to it, but not this one. */
  private static boolean isTimeoutOfServer(Throwable failure) {
    return failure instanceof SdkServiceException answer && answer.statusCode() == REQUEST_TIMEOUT;
  }
}
