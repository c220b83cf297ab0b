package org.ignition.backup;

import java.util.Optional;

/**
 * A backup as a store lists it.
 *
 * @param name of its file
 * @param sizeBytes of its file
 * @param label what it is of; empty where its manifest is missing or can't be read
 * @param place in the store: the file's path, or the object's key
 */
public record StoredBackup(
    BackupName name, long sizeBytes, Optional<BackupLabel> label, String place) {}
