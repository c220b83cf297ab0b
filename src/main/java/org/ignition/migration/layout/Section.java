package org.ignition.migration.layout;

/**
 * What a file holds for one direction.
 *
 * @param text the whole file with everything else blanked, so that offsets stay
 * @param own its lines alone
 * @param transactional whether no marker asks to run it without a transaction
 */
record Section(String text, String own, boolean transactional) {

  /** A file that holds nothing else. */
  static Section whole(String text, boolean transactional) {
    return new Section(text, text, transactional);
  }
}
