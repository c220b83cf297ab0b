package org.ignition.migration.hazard;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.trace.Relation;

/** Names as SQL that can be pasted; PostgreSQL's documentation, section 4.1.1 and appendix C. */
final class SqlName {

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /** The reserved keywords of PostgreSQL 18, those included that can be functions or types. */
  private static final Set<String> RESERVED =
      Set.of(
          ("all analyse analyze and any array as asc asymmetric authorization binary both case cast"
                  + " check collate collation column concurrently constraint create cross"
                  + " current_catalog current_date current_role current_schema current_time"
                  + " current_timestamp current_user default deferrable desc distinct do else end"
                  + " except false fetch for foreign freeze from full grant group having ilike in"
                  + " initially inner intersect into is isnull join lateral leading left like limit"
                  + " localtime localtimestamp natural not notnull null offset on only or order"
                  + " outer overlaps placing primary references returning right select session_user"
                  + " similar some symmetric system_user table tablesample then to trailing true"
                  + " union unique user using variadic verbose when where window with")
              .split(" "));

  private SqlName() {}

  /** One identifier, in quotes where it needs them. */
  static String quote(String identifier) {
    boolean plain = PLAIN.matcher(identifier).matches() && !RESERVED.contains(identifier);
    return plain ? identifier : '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** An object that stands on its own, with its schema. */
  static String of(ObjectName name) {
    return qualified(name.schema(), name.name());
  }

  /** The table that {@code part} belongs to. */
  static String table(ObjectName part) {
    return qualified(part.schema(), part.parent());
  }

  static String of(Relation relation) {
    return qualified(relation.schema(), relation.name());
  }

  /** The name that a token writes, as the server folds it. */
  static String folded(String token) {
    return token.startsWith("\"") && token.endsWith("\"") && token.length() > 1
        ? token.substring(1, token.length() - 1).replace("\"\"", "\"")
        : token.toLowerCase(Locale.ROOT);
  }

  static String qualified(String schema, String name) {
    int arguments = name.indexOf('(');
    String own =
        arguments > 0
            ? quote(name.substring(0, arguments)) + name.substring(arguments)
            : quote(name);
    return schema.isEmpty() ? own : quote(schema) + "." + own;
  }
}
