package org.ignition.database.postgres;

/**
 * Who a session is.
 *
 * @param user a role
 * @param password its password; empty for none
 */
record Login(String user, String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return user;
  }
}
