package org.ignition.backup;

import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.image.CommitSha;

/**
 * What a database was when it was written to a file.
 *
 * @param product {@code PostgreSQL} or {@code SQLite}
 * @param serverVersion such as {@code 17.5}
 * @param database its name, or the file's for SQLite
 * @param schemaVersion as the application asks for it; empty when there is no history
 * @param release of the newest migration that is applied; empty when the history tells none
 * @param contents what it held at that very moment; empty where it could not be counted
 */
public record SourceFacts(
    String product,
    String serverVersion,
    String database,
    OptionalLong schemaVersion,
    Optional<CommitSha> release,
    Optional<BackupContents> contents) {}
