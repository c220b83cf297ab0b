package org.ignition.migration;

/**
 * What a migration means for a release: what decides when it is applied, and whether a rollback may
 * undo it.
 *
 * @param classification what it does to what was there
 * @param order when it may go out
 * @param backwardCompatible whether the version that runs now works with the schema after it
 * @param reversibility how truly its down undoes it
 * @param lossyDown whether its down loses what was written since
 */
public record Assessment(
    Classification classification,
    DeploymentOrder order,
    Verdict backwardCompatible,
    Reversibility reversibility,
    boolean lossyDown) {

  /** Of a migration that nobody observed. */
  public static final Assessment UNKNOWN =
      new Assessment(
          Classification.UNKNOWN,
          DeploymentOrder.UNKNOWN,
          Verdict.UNKNOWN,
          Reversibility.UNKNOWN,
          false);
}
