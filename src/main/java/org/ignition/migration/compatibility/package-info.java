/**
 * Which release runs on which schema: what a database holds, compared with what a release needs.
 * Pure.
 */
@NullMarked
package org.ignition.migration.compatibility;

import org.jspecify.annotations.NullMarked;
