package org.ignition.backup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a backup was taken, which says how long it is kept. */
public enum BackupKind {
  /** Before something that changes schema or rows: a migration, an undo, a restore. */
  PRE_MIGRATION,
  /** The first of a day. */
  DAILY,
  /** The first of a week. */
  WEEKLY,
  /** The first of a month. */
  MONTHLY;

  /** The kind that writes itself so. */
  public static Optional<BackupKind> parse(String text) {
    return Arrays.stream(values()).filter(kind -> kind.toString().equals(text)).findFirst();
  }

  /** As users and manifests write it, such as {@code pre-migration}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
