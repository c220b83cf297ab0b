package org.ignition.migration.rehearsal.catalog;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fills the placeholders of query texts for one version of the server.
 *
 * @param major version, 12 or later
 * @param ignoredTables names of tables to leave out, in any schema
 */
record Dialect(int major, Set<String> ignoredTables) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]+)}");
  private static final int FIRST_USER_OID = 16384;

  Dialect {
    ignoredTables = Set.copyOf(ignoredTables);
  }

  /** The query that reads everything. */
  String whole(String template) {
    return filled(template, "%s >= " + FIRST_USER_OID);
  }

  /** The query that reads what belongs to the OIDs in its only parameter. */
  String part(String template) {
    return filled(template, "%s = ANY (CAST(? AS oid[]))");
  }

  private String filled(String template, String filter) {
    String text = template;
    for (Matcher found = PLACEHOLDER.matcher(text);
        found.find();
        found = PLACEHOLDER.matcher(text)) {
      text = text.replace(found.group(), value(found.group(1), filter));
    }
    return text;
  }

  private String value(String placeholder, String filter) {
    String[] words = placeholder.split(" ");
    return switch (words[0]) {
      case "in" -> filter.formatted(words[1]);
      case "visible" ->
          "left(%1$s.nspname, 3) <> 'pg_' AND left(%1$s.nspname, 9) <> 'ignition_' AND %1$s.nspname <> 'information_schema'"
              .formatted(words[1]);
      case "own" -> own(words[1], words[2]);
      case "named" -> named(words[1]);
      case "comment" -> comment(words);
      case "collation" -> words.length > 1 ? collationName(words[2]) : collation();
      case "list" -> list(words[1]);
      case "acl" -> privileges(words[1], words[2], words[3]);
      default -> byVersion(placeholder);
    };
  }

  /** Not a member of an extension. */
  private static String own(String catalog, String oid) {
    return """
    %s NOT IN (SELECT m.objid FROM pg_depend m
      WHERE m.refclassid = 'pg_extension'::regclass AND m.deptype = 'e'
        AND m.classid = '%s'::regclass)\
    """
        .formatted(oid, catalog);
  }

  private String named(String name) {
    String listed =
        ignoredTables.stream()
            .sorted()
            .map(each -> ", '" + each.replace("'", "''") + "'")
            .collect(Collectors.joining());
    return "left(%1$s, 9) <> 'ignition_' AND %1$s NOT IN (''%2$s)".formatted(name, listed);
  }

  private static String comment(String[] words) {
    return """
    LEFT JOIN pg_description d ON d.objoid = %2$s AND d.classoid = '%1$s'::regclass
      AND d.objsubid = %3$s AND d.objoid >= %4$d\
    """
        .formatted(words[1], words[2], words[3], FIRST_USER_OID);
  }

  private static String list(String acl) {
    return """
    CASE WHEN %1$s IS NOT NULL THEN
      (SELECT string_agg(e::text, ', ' ORDER BY e::text) FROM unnest(%1$s) e) END\
    """
        .formatted(acl);
  }

  /** None where they are what the owner has anyway. */
  private static String privileges(String acl, String type, String owner) {
    return """
    CASE WHEN %1$s IS NOT NULL AND NOT (%1$s @> acldefault('%2$s', %3$s)
      AND %1$s <@ acldefault('%2$s', %3$s)) THEN %4$s END\
    """
        .formatted(acl, type, owner, list(acl));
  }

  private String byVersion(String placeholder) {
    return switch (placeholder) {
      case "compression" ->
          since(
              14,
              "CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END",
              "NULL::text");
      case "not null" ->
          since(
              18,
              """
              LEFT JOIN pg_constraint nn ON nn.conrelid = a.attrelid AND nn.contype = 'n'
                AND nn.conkey = ARRAY[a.attnum]\
              """,
              "CROSS JOIN (SELECT NULL::oid AS oid, NULL::boolean AS convalidated) nn");
      case "domain not null" ->
          since(
              17,
              """
              LEFT JOIN (SELECT contypid, bool_and(convalidated) AS valid,
                  string_agg(oid::text, ' ') AS oids
                FROM pg_constraint WHERE contype = 'n' AND contypid <> 0 GROUP BY contypid) nn
                ON nn.contypid = t.oid\
              """,
              "CROSS JOIN (SELECT NULL::text AS oids, NULL::boolean AS valid) nn");
      case "constraint" ->
          """
          k.conkey::text AS columns, NULL::int AS keys,
            CASE k.contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign key' WHEN 'p' THEN 'primary key'
              WHEN 'u' THEN 'unique' ELSE 'exclusion' END AS "CONSTRAINT_KIND",
            regexp_replace(pg_get_constraintdef(k.oid, k.contype = 'c'), ' NOT (VALID|ENFORCED)$', '') AS "DEFINITION",
            CASE WHEN k.confrelid <> 0 THEN k.confrelid::regclass::text END AS "REFERENCES",
            CASE WHEN NOT k.convalidated THEN 'false' END AS "VALID",
            {enforced} AS "ENFORCED",\
          """;
      case "enforced" -> since(18, "CASE WHEN NOT k.conenforced THEN 'false' END", "NULL::text");
      case "trigger parent" -> since(13, " AND g.tgparentid = 0", "");
      case "statistics target" -> since(13, "nullif(s.stxstattarget, -1)::text", "NULL::text");
      case "publication" -> publication();
      default -> throw new IllegalArgumentException(placeholder);
    };
  }

  /** A dash where there is none, as PostgreSQL writes it. */
  private String collationName(String oid) {
    return since(
            13,
            "%s::regcollation::text",
            """
            coalesce((SELECT format('%%I.%%I', cn.nspname, co.collname) FROM pg_collation co
              JOIN pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = %s), '-')\
            """)
        .formatted(oid);
  }

  private String collation() {
    String locale = major >= 17 ? "c.colllocale" : major >= 15 ? "c.colliculocale" : "NULL";
    return """
    concat_ws(' ', c.collprovider, c.collcollate, c.collctype, %s,
      CASE WHEN NOT c.collisdeterministic THEN 'not deterministic' END)\
    """
        .formatted(locale);
  }

  private String publication() {
    String tables =
        """
        (SELECT string_agg(%s, ', ' ORDER BY r.prrelid::regclass::text)
          FROM pg_publication_rel r WHERE r.prpubid = p.oid)\
        """;
    return since(
        15,
        tables.formatted(
                "concat(r.prrelid::regclass, ' columns ' || (SELECT string_agg(a.attname, ', ' ORDER BY a.attname) FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)), ' where ' || pg_get_expr(r.prqual, r.prrelid))")
            + """
            , (SELECT string_agg('schema ' || s.pnnspid::regnamespace, ', '
                ORDER BY s.pnnspid::regnamespace::text)
              FROM pg_publication_namespace s WHERE s.pnpubid = p.oid)\
            """,
        tables.formatted("r.prrelid::regclass::text"));
  }

  private String since(int version, String then, String before) {
    return major >= version ? then : before;
  }
}
