package org.ignition.backup.transit;

import org.ignition.backup.BackupManifest;

/**
 * Where backups come from, as their manifests say it.
 *
 * @param environment of the configuration; empty for none
 * @param application whose database it is; empty when unknown
 * @param by on whose behalf
 * @param toolVersion of this program
 */
public record Origin(
    String environment, String application, BackupManifest.By by, String toolVersion) {}
