package org.ignition.backup;

import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/**
 * Says why a place for backups does not do what it is asked.
 *
 * @param store which one; see {@link BackupPlace#name}
 */
public record StoreProblem(String store) {

  private static final int LONGEST = 300;

  /** Another backup has the name. */
  public PolicyException taken(BackupName name) {
    return new PolicyException(
        Problem.of(
            ErrorCode.BACKUP_STORE_REFUSED,
            name + " is in " + place() + " already",
            "A backup is never put over another",
            "Run again: the new backup gets a name of its own"));
  }

  /** What arrived has other bytes than the manifest says. */
  public RemoteException altered(BackupName name, String why) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_ALTERED,
            "What arrived in " + place() + " is not " + name,
            why + "; it was not kept",
            "Run again; if that ends so too, look at the disk and at the network on the way"));
  }

  /** It is not there any more. */
  public RemoteException gone(BackupName name) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_NOT_FOUND,
            name + " is not in " + place(),
            "It was there when the list was made, or its manifest is left alone",
            "List the backups again and take another one"));
  }

  /** No room is left there. */
  public InputException full(String why) {
    return new InputException(
        Problem.of(
            ErrorCode.DISK_FULL,
            "No space left for backups in " + place(),
            why,
            "Free some space there, or keep backups elsewhere (`backup` in ignition.yml)"));
  }

  /**
   * Nothing can be written there.
   *
   * @param said by the system; untrusted
   */
  public InputException unwritable(String said) {
    return input(ErrorCode.FILE_UNWRITABLE, "Backups can't be written to ", said);
  }

  /**
   * Nothing can be read there.
   *
   * @param said by the system; untrusted
   */
  public InputException unreadable(String said) {
    return input(ErrorCode.BACKUP_STORE_REFUSED, "Backups can't be read from ", said);
  }

  private InputException input(ErrorCode code, String what, String said) {
    return new InputException(
        Problem.of(
            code,
            what + place(),
            said.isBlank() ? "" : "It said: " + Quoted.line(said.strip(), LONGEST),
            "Give this user the right to, or keep backups elsewhere (`backup` in ignition.yml)"));
  }

  /** The thread stays interrupted. */
  public CancelledException cancelled(Exception cause) {
    Thread.currentThread().interrupt();
    return new CancelledException(
        Problem.of(
            ErrorCode.CANCELLED,
            "Cancelled while " + place() + " was used",
            "No part of a backup has its name there",
            "Run the same command again"),
        cause);
  }

  private String place() {
    return Quoted.line(store, LONGEST);
  }
}
