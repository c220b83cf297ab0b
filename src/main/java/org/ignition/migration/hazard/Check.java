package org.ignition.migration.hazard;

import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;

/** Looks for one kind of hazard in what a statement was observed to do. */
@FunctionalInterface
interface Check {

  Stream<Finding> of(Observed observed);
}
