package org.ignition.database.postgres;

import org.ignition.database.target.DatabaseLogin;

/**
 * Who a session is.
 *
 * @param user a role
 * @param password its password; empty for none
 */
record Login(String user, String password) {

  static Login of(DatabaseLogin given) {
    return new Login(given.user(), given.password().orElse(""));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user;
  }
}
