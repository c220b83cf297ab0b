package org.ignition.backup.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ignition.backup.Pace;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Sends a large file in pieces, which become one object at the end, all at once. */
final class MultipartUpload {

  private final Upload upload;
  private final Path file;
  private final List<Piece> pieces;
  private final Confirmation confirmation;
  private final Queue<CompletedPart> parts = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean confirmed = new AtomicBoolean(true);

  MultipartUpload(Upload upload, Path file, List<Piece> pieces) {
    this.upload = upload;
    this.file = file;
    this.pieces = pieces;
    this.confirmation = Confirmation.of(upload.settings());
  }

  /** Does it; when it fails, the service is told to forget what it has. */
  void run(Pace pace) throws IOException, InterruptedException {
    String id = begin();
    try (PieceDigests digests = new PieceDigests(file)) {
      calls().move(pace, lanes -> sendAll(id, digests, lanes));
      upload.requireDigest(digests.whole());
      complete(id);
    } catch (RuntimeException | IOException | InterruptedException e) {
      calls().tidy(client -> abort(client, id));
      throw e;
    }
    if (!confirmed.get()) {
      upload.readBack();
    }
  }

  private String begin() throws InterruptedException {
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder().bucket(bucket()).key(upload.key());
    upload
        .settings()
        .storageClass(upload.manifest().label().kind())
        .ifPresent(request::storageClass);
    Encrypted.as(
        upload.settings().encryption(), request::serverSideEncryption, request::ssekmsKeyId);
    confirmation.announce(request);
    return calls().call(client -> client.createMultipartUpload(request.build()).uploadId());
  }

  /** A piece is read while others are on their way. */
  private void sendAll(String id, PieceDigests digests, Lanes lanes)
      throws IOException, InterruptedException, ExecutionException {
    for (Piece piece : pieces) {
      byte[] digest = digests.next(piece, confirmation.start());
      lanes.begin(() -> send(id, piece, digest));
    }
  }

  private long send(String id, Piece piece, byte[] digest) {
    UploadPartRequest.Builder request =
        UploadPartRequest.builder()
            .bucket(bucket())
            .key(upload.key())
            .uploadId(id)
            .partNumber(piece.number())
            .overrideConfiguration(
                o -> o.apiCallAttemptTimeout(calls().patience().toMove(piece.length())));
    confirmation.addTo(request, digest);
    UploadPartResponse answer =
        calls().client().uploadPart(request.build(), FilePiece.body(file, piece));
    if (!confirmation.confirms(answer.eTag(), answer.checksumSHA256(), digest)) {
      confirmed.set(false);
    }
    CompletedPart.Builder part =
        CompletedPart.builder().partNumber(piece.number()).eTag(answer.eTag());
    confirmation.addTo(part, digest);
    parts.add(part.build());
    return piece.length();
  }

  /** An answer that was lost on its way is no failure: the object is there, then. */
  private void complete(String id) throws InterruptedException {
    List<CompletedPart> ordered =
        parts.stream().sorted(Comparator.comparing(CompletedPart::partNumber)).toList();
    try {
      calls().call(client -> complete(client, id, ordered));
    } catch (SdkException e) {
      if (!isThere()) {
        throw e;
      }
    }
  }

  private boolean isThere() throws InterruptedException {
    try {
      return calls().call(client -> StoredObject.at(client, bucket(), upload.key())).isPresent();
    } catch (SdkException e) {
      return false; // What was said before says more.
    }
  }

  private Object complete(S3Client client, String id, List<CompletedPart> ordered) {
    return client.completeMultipartUpload(request ->
        request
            .bucket(bucket())
            .key(upload.key())
            .uploadId(id)
            .multipartUpload(list -> list.parts(ordered))
            .overrideConfiguration(o -> o.apiCallAttemptTimeout(calls().patience().toAssemble())));
  }

  private void abort(S3Client client, String id) {
    client.abortMultipartUpload(r -> r.bucket(bucket()).key(upload.key()).uploadId(id));
  }

  private S3Calls calls() {
    return upload.calls();
  }

  private String bucket() {
    return upload.settings().bucket();
  }
}
