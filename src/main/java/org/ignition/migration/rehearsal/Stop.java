package org.ignition.migration.rehearsal;

import org.ignition.migration.Migration;
import org.ignition.migration.trace.ScriptRun;

/**
 * Why no later migration was tried.
 *
 * @param at the migration whose up does not run
 * @param run how it failed
 */
public record Stop(Migration at, ScriptRun.Failed run) {}
