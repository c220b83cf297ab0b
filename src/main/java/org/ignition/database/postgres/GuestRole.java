package org.ignition.database.postgres;

import java.util.Map;

/** A role for migrations at a server of somebody else's, and the roles that it made there. */
final class GuestRole {

  /** Since then a role that makes roles reaches no others. */
  private static final int LIMITED_CREATEROLE_SINCE = 16;

  private final Login login;
  private final boolean makesRoles;
  private final Databases databases;

  GuestRole(Login login, int majorVersion, Databases databases) {
    this.login = login;
    this.makesRoles = majorVersion >= LIMITED_CREATEROLE_SINCE;
    this.databases = databases;
  }

  /** Who makes a role may act as it then, as a superuser could. */
  static Map<String, String> properties(int majorVersion) {
    return majorVersion >= LIMITED_CREATEROLE_SINCE
        ? Map.of("options", "-c createrole_self_grant=set,inherit")
        : Map.of();
  }

  void create() {
    String name = Identifier.quoted(login.user());
    databases.run(
        "make a role",
        "CREATE ROLE "
            + name
            + " LOGIN NOSUPERUSER PASSWORD "
            + Identifier.literal(login.password())
            + (makesRoles ? " CREATEROLE" : ""));
  }

  /** After its databases, so that nothing depends on it. Who makes a role is its administrator. */
  void drop() {
    if (makesRoles) {
      databases.run(
          "drop roles",
          """
          DO $drop$
          DECLARE made name;
          BEGIN
            FOR made IN
              SELECT DISTINCT r.rolname FROM pg_catalog.pg_auth_members m
              JOIN pg_catalog.pg_roles r ON r.oid = m.roleid
              JOIN pg_catalog.pg_roles g ON g.oid = m.member
              WHERE m.admin_option AND g.rolname = %s
            LOOP
              EXECUTE pg_catalog.format('DROP ROLE %%I', made);
            END LOOP;
          END
          $drop$\
          """
              .formatted(Identifier.literal(login.user())));
    }
    databases.run("drop a role", "DROP ROLE IF EXISTS " + Identifier.quoted(login.user()));
  }
}
