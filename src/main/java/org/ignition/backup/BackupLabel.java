package org.ignition.backup;

import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.image.CommitSha;

/**
 * What a list of backups shows of one, and what decides how long it is kept: the part of its
 * manifest that every store tells without opening the manifest.
 *
 * @param environment of the configuration that the database belongs to; empty for none
 * @param database its name, or the file's for SQLite
 * @param kind why it was taken
 * @param schemaVersion of what is in it; empty when the history told none
 * @param release whose schema it holds; empty when the history told none
 */
public record BackupLabel(
    String environment,
    String database,
    BackupKind kind,
    OptionalLong schemaVersion,
    Optional<CommitSha> release) {}
