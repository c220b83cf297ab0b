package org.ignition.backup;

/**
 * A place where backups are kept: a folder, a folder of a host, a bucket.
 *
 * <p>What is asked of it throws {@link org.ignition.failure.RemoteException} when the place fails
 * or says no, {@link org.ignition.failure.InputException} when what was configured can't be right
 * (no such bucket, no room, no right to write), {@link org.ignition.failure.CancelledException}
 * when the thread is interrupted.
 */
public interface BackupPlace {

  /** Where it is, as users would recognise it, such as {@code s3://shop-backups/production}. */
  String name();
}
