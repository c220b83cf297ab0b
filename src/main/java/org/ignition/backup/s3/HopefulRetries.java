package org.ignition.backup.s3;

import org.ignition.tls.Trust;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Tries again as {@code usual} does, but not where the server's certificate is not trusted: the SDK
 * takes that for a connection that was cut, and no waiting mends it.
 */
record HopefulRetries(RetryStrategy usual) implements RetryStrategy {

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest failed) {
    if (S3Problem.find(failed.failure(), Trust.UntrustedException.class).isPresent()) {
      throw new TokenAcquisitionFailedException("untrusted", failed.token(), failed.failure());
    }
    return usual.refreshRetryToken(failed);
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    return usual.acquireInitialToken(request);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    return usual.recordSuccess(request);
  }

  @Override
  public int maxAttempts() {
    return usual.maxAttempts();
  }

  @Override
  public boolean useClientDefaults() {
    return usual.useClientDefaults();
  }

  @Override
  public Builder<?, ?> toBuilder() {
    return usual.toBuilder();
  }
}
