package org.ignition.plan;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.ignition.backup.BackupOrder;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.PendingMigration;

/** What a plan of `migrate` is made of. */
public sealed interface MigrateStep extends Step {

  /**
   * Makes the tables that remember what was applied.
   *
   * @param view whether the view {@code schema_migrations} is made too
   */
  record PrepareHistory(boolean view, String reason) implements MigrateStep {
    @Override
    public String title() {
      return "make the table of applied migrations"
          + (view ? ", and the view schema_migrations" : "");
    }
  }

  /**
   * Writes down that migrations took effect before this tool came.
   *
   * @param events one for each, in ascending order
   */
  record AdoptMigrations(List<HistoryEvent> events, String reason) implements MigrateStep {

    /** Copies the list. */
    public AdoptMigrations {
      events = List.copyOf(events);
    }

    @Override
    public String title() {
      return "record "
          + labels(events.stream().map(event -> event.migration().label()).toList())
          + " as applied";
    }

    @Override
    public boolean visible() {
      return true;
    }
  }

  /** Writes down what a person says of a migration that was left unfinished. */
  record StateRepair(HistoryEvent event, String reason) implements MigrateStep {
    @Override
    public String title() {
      return "record that " + event.migration().label() + " is " + event.kind();
    }

    @Override
    public boolean visible() {
      return true;
    }
  }

  /**
   * Takes a backup.
   *
   * @param required whether nothing goes on without one
   * @param proof how far it is proved
   */
  record TakeBackup(boolean required, BackupOrder.Proof proof, String reason)
      implements MigrateStep {
    @Override
    public String title() {
      return switch (proof) {
        case LIST -> "take a backup";
        case RESTORE -> "take a backup, and prove that it restores";
      };
    }
  }

  /** Makes sure that nothing is wrong with the database as it is stored. */
  record CheckIntegrity(String reason) implements MigrateStep {
    @Override
    public String title() {
      return "check the integrity of the file";
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  /**
   * Applies migrations, each on its own.
   *
   * @param pending in ascending order, at least one
   */
  record ApplyMigrations(List<PendingMigration> pending, String reason) implements MigrateStep {

    /** Copies the list. */
    public ApplyMigrations {
      pending = List.copyOf(pending);
    }

    @Override
    public String title() {
      return "apply " + labels(pending.stream().map(each -> each.recorded().label()).toList());
    }

    @Override
    public boolean visible() {
      return true;
    }
  }

  /**
   * Undoes the newest migration that is applied then, by its stored script.
   *
   * @param applied which
   * @param losses what goes with it, a line each
   */
  record UndoMigration(AppliedMigration applied, List<String> losses, String reason)
      implements MigrateStep {

    /** Copies the list. */
    public UndoMigration {
      losses = List.copyOf(losses);
    }

    @Override
    public String title() {
      return "undo " + applied.migration().label();
    }

    @Override
    public boolean visible() {
      return true;
    }
  }

  /**
   * Reads back what the application will see.
   *
   * @param expected the schema's version; empty when nothing is applied any more
   */
  record ConfirmVersion(OptionalLong expected, String reason) implements MigrateStep {
    @Override
    public String title() {
      return "read back that the schema is at "
          + (expected.isPresent() ? expected.getAsLong() : "none");
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  /** A few labels, or how many there are. */
  private static String labels(List<String> labels) {
    return labels.size() <= 3
        ? labels.stream().collect(Collectors.joining(", "))
        : labels.size() + " migrations, " + labels.getFirst() + " to " + labels.getLast();
  }
}
