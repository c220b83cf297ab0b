/**
 * Backups in a bucket of S3 or of what speaks like it: R2, MinIO, Ceph. What was sent is compared
 * with what arrived; a backup has its key there only when all of it is there.
 */
@NullMarked
package org.ignition.backup.s3;

import org.jspecify.annotations.NullMarked;
