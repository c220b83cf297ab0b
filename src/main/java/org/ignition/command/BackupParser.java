package org.ignition.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupOrder.Proof;
import org.ignition.backup.catalogue.BackupChoice;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.plan.BackupRequest;

/** Reads what `backup` is asked for. An input that another operation has is refused. */
final class BackupParser {

  private static final List<Input> OF_SOME =
      List.of(
          Input.DRY_RUN,
          Input.SHA,
          Input.FROM,
          Input.KIND,
          Input.VERIFY,
          Input.ALLOW_MISMATCH,
          Input.ALLOW_DATA_LOSS,
          Input.BACKUP_IDENTITY,
          Input.LOCK_TIMEOUT,
          Input.METRICS_FILE);

  private BackupParser() {}

  static Command.Backup parse(InputValues values) {
    Operation operation =
        values.choice(Input.OPERATION, Operation.values()).orElseThrow(BackupParser::nothingToDo);
    OF_SOME.stream()
        .filter(input -> !operation.inputs.contains(input))
        .forEach(input -> values.refuse(input, "on `backup " + operation + "`"));
    return new Command.Backup(
        values.path(Input.CONFIG),
        values.isTrue(Input.DRY_RUN),
        values.sha(Input.SHA),
        values.text(Input.ENVIRONMENT),
        operation.needsDatabase
            ? Optional.of(AccessParser.database(values))
            : AccessParser.databaseIfGiven(values),
        values.secret(Input.SSH_KEY),
        AccessParser.storageKeys(values),
        values.secret(Input.BACKUP_IDENTITY),
        request(operation, values),
        values.duration(Input.LOCK_TIMEOUT),
        values.path(Input.METRICS_FILE));
  }

  private static BackupRequest request(Operation operation, InputValues values) {
    Optional<Proof> proof = values.choice(Input.VERIFY, Proof.values());
    return switch (operation) {
      case CREATE ->
          new BackupRequest.Create(values.choice(Input.KIND, BackupKind.values()), proof);
      case VERIFY ->
          new BackupRequest.Verify(
              from(values).orElseGet(BackupChoice.Latest::new), proof.orElse(Proof.RESTORE));
      case RESTORE ->
          new BackupRequest.Restore(
              from(values).orElseThrow(BackupParser::fromNowhere),
              values.isTrue(Input.ALLOW_MISMATCH),
              values.isTrue(Input.ALLOW_DATA_LOSS));
      case PRUNE -> new BackupRequest.Prune();
      case LIST -> new BackupRequest.ListAll();
    };
  }

  private static Optional<BackupChoice> from(InputValues values) {
    return values.text(Input.FROM).map(BackupChoice::parse);
  }

  private static InputException nothingToDo() {
    return InputProblems.of(
        ErrorCode.INPUT_MISSING,
        "Input `operation` is missing",
        "`backup` can take a backup and can put one in the place of the present data",
        "Give one of create, verify, restore, prune and list");
  }

  /** Whoever replaces data says with what. */
  private static InputException fromNowhere() {
    return InputProblems.of(
        ErrorCode.INPUT_MISSING,
        "Input `from` is missing",
        "What is restored takes the place of what the database holds now",
        "Give a backup's name, `latest`, a time or a release's SHA; `backup list` shows what there"
            + " is");
  }

  /** What can be done, with the inputs that not every one has. */
  private enum Operation {
    CREATE(true, Input.DRY_RUN, Input.SHA, Input.KIND, Input.VERIFY, Input.METRICS_FILE),
    VERIFY(false, Input.FROM, Input.VERIFY, Input.BACKUP_IDENTITY),
    RESTORE(
        true,
        Input.DRY_RUN,
        Input.SHA,
        Input.FROM,
        Input.ALLOW_MISMATCH,
        Input.ALLOW_DATA_LOSS,
        Input.BACKUP_IDENTITY,
        Input.LOCK_TIMEOUT),
    PRUNE(false, Input.DRY_RUN, Input.METRICS_FILE),
    LIST(false, Input.METRICS_FILE);

    private final boolean needsDatabase;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes it.
    private final Set<Input> inputs;

    Operation(boolean needsDatabase, Input... inputs) {
      this.needsDatabase = needsDatabase;
      this.inputs = EnumSet.copyOf(List.of(inputs));
    }

    /** As users write it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
