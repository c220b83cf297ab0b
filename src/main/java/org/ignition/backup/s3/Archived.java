package org.ignition.backup.s3;

import org.ignition.backup.StoredBackup;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/** Says how a backup is got back from an archive such as Glacier, which takes hours and costs. */
final class Archived {

  private static final int LONGEST_KEY = 1024;

  private Archived() {}

  /** The problem: it can't be read now. */
  static RemoteException problem(String bucket, StoredBackup backup, boolean restoring) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_STORE_REFUSED,
            backup.name()
                + (restoring ? " is still on its way" : " has to be brought back")
                + " from the archive of its storage class",
            "Archives give nothing at once: GLACIER takes 3 to 5 hours, DEEP_ARCHIVE 12, their"
                + " Bulk tier up to 48",
            restoring ? "Run again in some hours" : request(bucket, backup)));
  }

  private static String request(String bucket, StoredBackup backup) {
    return "Ask for a copy that stays for a week, and run again when it is there: aws s3api"
        + " restore-object --bucket "
        + bucket
        + " --key "
        + Quoted.line(backup.place(), LONGEST_KEY)
        + " --restore-request '{\"Days\":7,\"GlacierJobParameters\":{\"Tier\":\"Standard\"}}'";
  }
}
