package org.ignition.migration.report;

import org.ignition.migration.rule.Finding;

/**
 * A finding that a directive in its file accepts.
 *
 * @param finding with the weight that it would have had
 * @param reason that the directive gives
 */
public record AllowedFinding(Finding finding, String reason) {}
