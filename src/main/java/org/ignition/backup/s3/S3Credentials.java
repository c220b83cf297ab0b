package org.ignition.backup.s3;

import java.util.Optional;
import java.util.function.Supplier;

/** As whom the bucket is used. No secret of it is in any text. */
public sealed interface S3Credentials {

  /**
   * A pair of keys.
   *
   * @param accessKey the public half
   * @param secretKey the secret half
   * @param sessionToken of keys that expire
   */
  record Keys(String accessKey, String secretKey, Optional<String> sessionToken)
      implements S3Credentials {

    @Override
    public String toString() {
      return "the keys of the inputs";
    }
  }

  /**
   * A role of AWS that the job assumes.
   *
   * @param role its ARN
   * @param token gives the job's OIDC token when it is needed, such as {@link JobToken}; throws an
   *     {@link org.ignition.failure.IgnitionException} where there is none
   */
  record WebIdentity(String role, Supplier<String> token) implements S3Credentials {

    @Override
    public String toString() {
      return "the role " + role;
    }
  }
}
