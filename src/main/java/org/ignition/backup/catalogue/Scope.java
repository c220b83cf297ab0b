package org.ignition.backup.catalogue;

import java.util.Optional;
import org.ignition.backup.BackupLabel;

/**
 * Whose backups are meant.
 *
 * @param environment empty for any; a backup of none has an empty name there
 * @param database empty for any
 */
public record Scope(Optional<String> environment, Optional<String> database) {

  /** Everybody's. */
  public static final Scope ALL = new Scope(Optional.empty(), Optional.empty());

  /** One database's. */
  public static Scope of(String environment, String database) {
    return new Scope(Optional.of(environment), Optional.of(database));
  }

  /** Whether it is meant; of what has no label that can't be told, so no, unless all are. */
  public boolean holds(CataloguedBackup backup) {
    return equals(ALL) || backup.label().filter(this::holds).isPresent();
  }

  private boolean holds(BackupLabel label) {
    return environment.map(label.environment()::equals).orElse(true)
        && database.map(label.database()::equals).orElse(true);
  }

  /** Such as {@code the database shop of production}, to stand behind “backup of”. */
  @Override
  public String toString() {
    String what = database.map(name -> "the database " + name).orElse("any database");
    return environment
        .filter(name -> !name.isEmpty())
        .map(name -> what + " of " + name)
        .orElse(what);
  }
}
