package org.ignition.execute;

/** Ends a step that failed, and lets the plan go on. */
final class GivenUp extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Ends it.
   *
   * @param remark why, for the journal
   */
  GivenUp(String remark) {
    super(remark);
  }

  String remark() {
    return String.valueOf(getMessage());
  }
}
