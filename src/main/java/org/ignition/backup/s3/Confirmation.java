package org.ignition.backup.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.ignition.image.Digest;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * How a service says which bytes arrived. Each request carries the digest of its body, which the
 * service has to refuse if it is another; what it answers is compared with ours, too. Where it
 * answers something else, as some do for objects that they encrypt, what is stored is read back.
 */
enum Confirmation {
  /** AWS: SHA-256, whatever the encryption. */
  SHA256 {
    @Override
    MessageDigest start() {
      return Digest.sha256();
    }

    @Override
    void announce(CreateMultipartUploadRequest.Builder request) {
      request.checksumAlgorithm(ChecksumAlgorithm.SHA256);
    }

    @Override
    void addTo(UploadPartRequest.Builder request, byte[] digest) {
      request.checksumSHA256(base64(digest));
    }

    @Override
    void addTo(PutObjectRequest.Builder request, byte[] digest) {
      request.checksumSHA256(base64(digest));
    }

    @Override
    void addTo(CompletedPart.Builder part, byte[] digest) {
      part.checksumSHA256(base64(digest));
    }

    @Override
    boolean confirms(@Nullable String etag, @Nullable String sha256, byte[] digest) {
      return base64(digest).equals(sha256);
    }
  },
  /** Everybody else: MD5, which has been in the protocol from its beginning, as the ETag too. */
  MD5 {
    @Override
    MessageDigest start() {
      try {
        return MessageDigest.getInstance("MD5");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has MD5", e);
      }
    }

    @Override
    void announce(CreateMultipartUploadRequest.Builder request) {
      // Nothing to announce.
    }

    @Override
    void addTo(UploadPartRequest.Builder request, byte[] digest) {
      request.contentMD5(base64(digest));
    }

    @Override
    void addTo(PutObjectRequest.Builder request, byte[] digest) {
      request.contentMD5(base64(digest));
    }

    @Override
    void addTo(CompletedPart.Builder part, byte[] digest) {
      // Its ETag names it.
    }

    @Override
    boolean confirms(@Nullable String etag, @Nullable String sha256, byte[] digest) {
      return etag != null && etag.replace("\"", "").equals(HexFormat.of().formatHex(digest));
    }
  };

  static Confirmation of(S3Settings settings) {
    return settings.isAws() ? SHA256 : MD5;
  }

  abstract MessageDigest start();

  abstract void announce(CreateMultipartUploadRequest.Builder request);

  abstract void addTo(UploadPartRequest.Builder request, byte[] digest);

  abstract void addTo(PutObjectRequest.Builder request, byte[] digest);

  abstract void addTo(CompletedPart.Builder part, byte[] digest);

  /** Whether an answer says that the bytes of {@code digest} arrived. */
  abstract boolean confirms(@Nullable String etag, @Nullable String sha256, byte[] digest);

  private static String base64(byte[] digest) {
    return Base64.getEncoder().encodeToString(digest);
  }
}
