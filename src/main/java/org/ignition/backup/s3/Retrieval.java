package org.ignition.backup.s3;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.ignition.backup.Pace;
import org.ignition.backup.StoreProblem;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.DiskSpace;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Brings one backup here. */
record Retrieval(S3Calls calls, String bucket, StoreProblem problem, StoredBackup backup) {

  private static final int CHANGED = 412;

  /** Into a file that is not there yet; nothing is left of it when that fails. */
  void to(Path to, Pace pace) throws IOException, InterruptedException {
    StoredObject stored =
        calls
            .call(client -> StoredObject.at(client, bucket, backup.place()))
            .orElseThrow(() -> problem.gone(backup.name()));
    try {
      new Download(calls, bucket, backup.place()).to(to, stored, pace);
    } catch (FileAlreadyExistsException e) {
      throw new StoreProblem(to.toString()).unwritable("there is a file already");
    } catch (RuntimeException | IOException e) {
      throw problem(stored, to, e);
    }
  }

  private RuntimeException problem(StoredObject stored, Path to, Exception failure) {
    if (DiskSpace.isExhaustedBy(failure)) {
      return new StoreProblem(to.toString()).full("The disk is full");
    }
    if (failure instanceof S3Exception answer) {
      if (S3Problem.code(answer).equals("InvalidObjectState")) {
        return Archived.problem(bucket, backup, stored.restoring());
      }
      if (answer.statusCode() == CHANGED) {
        return problem.altered(backup.name(), "Something else was put there meanwhile");
      }
      if (StoredObject.isAbsent(answer)) {
        return problem.gone(backup.name());
      }
    }
    return failure instanceof RuntimeException thrown
        ? thrown
        : new StoreProblem(to.toString()).unwritable(String.valueOf(failure.getMessage()));
  }
}
