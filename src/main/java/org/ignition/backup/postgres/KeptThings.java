package org.ignition.backup.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a restore leaves where it is, because it can't or must not be dropped: {@code drop-all.sql}
 * passes it over for the same reasons.
 *
 * @param superuser whether the role may do everything; event triggers stay otherwise
 * @param schemas that are not the role's own, or hold an extension or belong to one, and {@code
 *     public}
 * @param publications of all tables, which only a superuser can make
 */
record KeptThings(boolean superuser, List<String> schemas, List<String> publications) {

  private static final String SUPERUSER =
      """
      SELECT 'superuser', '' FROM pg_catalog.pg_roles r
      WHERE r.rolname = current_user AND r.rolsuper\
      """;

  private static final String SCHEMAS =
      """
      SELECT 'schema', n.nspname FROM pg_catalog.pg_namespace n
      WHERE pg_catalog.left(n.nspname, 3) <> 'pg_' AND n.nspname <> 'information_schema'
        AND (n.nspname = 'public' OR NOT pg_catalog.pg_has_role(n.nspowner, 'USAGE')
          OR EXISTS (SELECT FROM pg_catalog.pg_extension x WHERE x.extnamespace = n.oid)
          OR EXISTS (SELECT FROM pg_catalog.pg_depend d
            WHERE d.classid = 2615 AND d.objid = n.oid AND d.deptype = 'e'))\
      """;

  private static final String PUBLICATIONS =
      """
      SELECT 'publication', p.pubname FROM pg_catalog.pg_publication p
      WHERE NOT pg_catalog.pg_has_role(p.pubowner, 'USAGE')
        OR (p.puballtables AND NOT (SELECT r.rolsuper FROM pg_catalog.pg_roles r
          WHERE r.rolname = current_user))\
      """;

  /** Copies the lists. */
  KeptThings {
    schemas = List.copyOf(schemas);
    publications = List.copyOf(publications);
  }

  static KeptThings read(Connection session) throws SQLException {
    boolean superuser = false;
    List<String> schemas = new ArrayList<>();
    List<String> publications = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery(String.join(" UNION ALL ", SUPERUSER, SCHEMAS, PUBLICATIONS))) {
      while (row.next()) {
        switch (row.getString(1)) {
          case "schema" -> schemas.add(row.getString(2));
          case "publication" -> publications.add(row.getString(2));
          default -> superuser = true;
        }
      }
    }
    return new KeptThings(superuser, schemas, publications);
  }
}
