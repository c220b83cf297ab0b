package org.ignition.migration.rehearsal.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values of PostgreSQL's own base types, and of those of common extensions, in their text form. */
final class BaseValues {

  /** Keys begin here, beyond those that migrations insert themselves. */
  private static final int FIRST_KEY = 1_000_000_000;

  private static final int FIRST_SMALL_KEY = 32_000;

  /** Enough to find one for a partition by hash. */
  private static final int SEVERAL = 12;

  private BaseValues() {}

  static List<String> of(String type, int modifier, int ordinal, boolean key) {
    return switch (type) {
      case "int4", "int8" -> integers(key ? FIRST_KEY + ordinal : ordinal);
      case "int2" -> integers(key ? FIRST_SMALL_KEY + ordinal : ordinal);
      case "float4", "float8" -> List.of(ordinal + ".5", "0", "1", "-1", "100", "0.5");
      case "numeric" -> numerics(modifier, ordinal);
      case "money" -> List.of(ordinal + ".00", "0");
      case "bool" -> ordinal % 2 == 1 ? List.of("true", "false") : List.of("false", "true");
      case "text", "varchar", "bpchar", "name", "citext" -> texts(modifier, ordinal);
      case "char" -> List.of(String.valueOf((char) ('a' + (ordinal - 1) % 26)));
      case "bit" -> bits(Math.max(modifier, 1), ordinal);
      case "varbit" -> bits(modifier > 0 ? Math.min(modifier, 8) : 8, ordinal);
      case "date", "timestamp", "timestamptz", "time", "timetz", "interval" ->
          TimeValues.of(type, ordinal);
      default ->
          IntStream.range(0, SEVERAL)
              .mapToObj(i -> other(type, modifier, ordinal + 2 * i))
              .distinct()
              .toList();
    };
  }

  private static List<String> integers(int first) {
    return List.of(Integer.toString(first), "1", "2", "3", "0", "-1", "10", "100", "1000", "2020");
  }

  private static List<String> numerics(int modifier, int ordinal) {
    int precision = modifier < 4 ? 10 : (modifier - 4) >> 16 & 0xffff;
    int scale = modifier < 4 ? 2 : (modifier - 4) & 0x7ff;
    if (precision > scale || scale > 1000) {
      return List.of(Integer.toString(ordinal), "0", "0.5", "1", "2", "-1", "10", "100", "0.01");
    }
    return List.of("0." + "0".repeat(scale - 1) + ordinal, "0");
  }

  private static List<String> texts(int modifier, int ordinal) {
    int longest = modifier < 4 ? Integer.MAX_VALUE : modifier - 4;
    List<String> all = new ArrayList<>();
    all.add(fitting("ignition-" + ordinal, longest));
    all.add("ignition" + (char) ('a' + (ordinal - 1) % 26));
    all.add("IGNITION-" + ordinal);
    all.add(Integer.toString(ordinal));
    all.add("a");
    all.add("A");
    all.add("");
    all.add("ignition-" + ordinal + "@example.org");
    all.add("https://example.org/ignition-" + ordinal);
    all.add("/ignition-" + ordinal);
    all.add("00000000-0000-4000-8000-%012d".formatted(ordinal));
    all.add("{}");
    all.add("2001-01-0" + (ordinal % 9 + 1));
    return all.stream().filter(text -> text.length() <= longest).distinct().toList();
  }

  /** Its end, where two ordinals differ. */
  private static String fitting(String text, int longest) {
    return text.substring(Math.max(0, text.length() - longest));
  }

  private static List<String> bits(int length, int ordinal) {
    String bits = "0".repeat(length) + Integer.toBinaryString(ordinal);
    return List.of(bits.substring(bits.length() - length));
  }

  private static String other(String type, int modifier, int ordinal) {
    return switch (type) {
      case "uuid" -> "00000000-0000-4000-8000-%012d".formatted(ordinal);
      case "json", "jsonb" -> "{\"ignition\": %d}".formatted(ordinal);
      case "jsonpath" -> "$.ignition";
      case "xml" -> "<ignition>%d</ignition>".formatted(ordinal);
      case "bytea" -> "\\x%02x".formatted(ordinal % 256);
      case "inet", "cidr" -> "192.0.2." + ordinal % 256;
      case "macaddr" -> "02:00:00:00:00:%02x".formatted(ordinal % 256);
      case "macaddr8" -> "02:00:00:00:00:00:00:%02x".formatted(ordinal % 256);
      case "tsvector", "tsquery", "ltree", "lquery", "ltxtquery" -> "ignition" + ordinal;
      case "hstore" -> "ignition=>" + ordinal;
      case "point" -> "(%d,1)".formatted(ordinal);
      case "line" -> "{1,-1,%d}".formatted(ordinal);
      case "lseg", "box", "path" -> "((0,0),(%d,1))".formatted(ordinal);
      case "polygon" -> "((0,0),(%d,0),(0,1))".formatted(ordinal);
      case "circle" -> "<(0,0),%d>".formatted(ordinal);
      case "geometry", "geography" -> "POINT(%d 1)".formatted(ordinal);
      case "vector", "halfvec" -> vector(modifier, ordinal);
      default -> internal(type, ordinal);
    };
  }

  private static String internal(String type, int ordinal) {
    return switch (type) {
      case "pg_lsn" -> "0/" + ordinal;
      case "tid" -> "(0,%d)".formatted(ordinal);
      case "pg_snapshot", "txid_snapshot" -> "%1$d:%1$d:".formatted(ordinal);
      case "regclass" -> "pg_catalog.pg_class";
      case "regtype" -> "integer";
      case "regproc", "regprocedure" -> "pg_catalog.now" + (type.equals("regproc") ? "" : "()");
      case "regnamespace" -> "pg_catalog";
      case "regconfig", "regdictionary" -> "pg_catalog.simple";
      case "regrole", "regoper", "regoperator", "regcollation" -> "0";
      default -> Integer.toString(ordinal);
    };
  }

  private static String vector(int dimensions, int ordinal) {
    return IntStream.range(0, Math.max(dimensions, 1))
        .mapToObj(i -> i == 0 ? Integer.toString(ordinal) : "1")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
