/** What a check of migrations found, and how users and programs read it. Pure. */
@NullMarked
package org.ignition.migration.report;

import org.jspecify.annotations.NullMarked;
