package org.ignition.backup.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.Pace;
import org.ignition.backup.StoreProblem;
import org.ignition.image.Digest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Puts one backup's bytes at its key. Nothing is at the key before all are there, and nothing is
 * left when it fails.
 *
 * @param manifest of the backup, which says what its bytes must be
 * @param key that nothing is at
 */
record Upload(
    S3Calls calls, S3Settings settings, StoreProblem problem, BackupManifest manifest, String key) {

  /** Does it; {@code file} is read in order, and its pieces again when they are sent. */
  void put(Path file, Pace pace) throws IOException, InterruptedException {
    requireSize(Files.size(file));
    List<Piece> pieces = Piece.of(manifest.sizeBytes());
    try {
      if (pieces.size() > 1) {
        new MultipartUpload(this, file, pieces).run(pace);
      } else {
        putAtOnce(file, new Piece(1, 0, manifest.sizeBytes()));
      }
      requireWhole();
    } catch (RuntimeException | IOException | InterruptedException e) {
      calls.tidy(client -> client.deleteObject(r -> r.bucket(settings.bucket()).key(key)));
      throw e;
    }
  }

  private void requireSize(long size) {
    if (size != manifest.sizeBytes()) {
      throw problem.altered(
          manifest.name(), "It has " + size + " bytes instead of " + manifest.sizeBytes());
    }
  }

  /**
   * What was read to be sent.
   *
   * @throws org.ignition.failure.RemoteException when it is not what the manifest says
   */
  void requireDigest(Digest digest) {
    if (!digest.equals(manifest.sha256())) {
      throw problem.altered(
          manifest.name(), "Its digest is " + digest + " instead of " + manifest.sha256());
    }
  }

  private void putAtOnce(Path file, Piece piece) throws IOException, InterruptedException {
    Confirmation confirmation = Confirmation.of(settings);
    byte[] digest;
    try (PieceDigests digests = new PieceDigests(file)) {
      digest = digests.next(piece, confirmation.start());
      requireDigest(digests.whole());
    }
    PutObjectRequest request = request(confirmation, digest, piece);
    PutObjectResponse answer =
        calls.call(client -> client.putObject(request, FilePiece.body(file, piece)));
    if (!confirmation.confirms(answer.eTag(), answer.checksumSHA256(), digest)) {
      readBack();
    }
  }

  private PutObjectRequest request(Confirmation confirmation, byte[] digest, Piece piece) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(settings.bucket())
            .key(key)
            .overrideConfiguration(
                o -> o.apiCallAttemptTimeout(calls.patience().toMove(piece.length())));
    settings.storageClass(manifest.label().kind()).ifPresent(request::storageClass);
    Encrypted.as(settings.encryption(), request::serverSideEncryption, request::ssekmsKeyId);
    confirmation.addTo(request, digest);
    return request.build();
  }

  /** Where the service's answers don't say which bytes it has. */
  void readBack() throws InterruptedException {
    Download download = new Download(calls, settings.bucket(), key);
    StoredObject stored = requireStored();
    Digest digest = calls.call(_ -> download.digest(stored));
    requireDigest(digest);
  }

  private void requireWhole() throws InterruptedException {
    requireSize(requireStored().sizeBytes());
  }

  private StoredObject requireStored() throws InterruptedException {
    return calls
        .call(client -> StoredObject.at(client, settings.bucket(), key))
        .orElseThrow(() -> problem.gone(manifest.name()));
  }
}
