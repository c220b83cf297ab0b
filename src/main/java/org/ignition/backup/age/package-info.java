/**
 * Backups that only the holder of a key can read, in the format of age (age-encryption.org/v1, see
 * C2SP's specification age.md) for X25519 recipients: what this writes, {@code age -d} reads.
 */
@NullMarked
package org.ignition.backup.age;

import org.jspecify.annotations.NullMarked;
