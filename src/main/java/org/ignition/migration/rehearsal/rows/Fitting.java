package org.ignition.migration.rehearsal.rows;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether the text of a value is one of a type. One that is not would keep the server from looking
 * at all others in its statement.
 */
final class Fitting {

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}");

  private Fitting() {}

  /**
   * Whether {@code value} is one.
   *
   * @param type name of a base type
   * @param modifier of it; -1 without one
   * @param assumed the answer for types whose texts are not known here
   */
  static boolean fits(String type, int modifier, String value, boolean assumed) {
    return switch (type) {
      case "int2" -> isWhole(value, Short.MIN_VALUE, Short.MAX_VALUE);
      case "int4" -> isWhole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "int8" -> isWhole(value, Long.MIN_VALUE, Long.MAX_VALUE);
      case "float4", "float8", "money" -> number(value).isPresent();
      case "numeric" -> number(value).filter(n -> isWithin(n, modifier)).isPresent();
      case "uuid" -> UUID.matcher(value).matches();
      case "bool" -> value.equals("true") || value.equals("false");
      case "text", "varchar", "bpchar", "name", "citext", "char" -> true;
      default -> assumed;
    };
  }

  private static Optional<BigDecimal> number(String value) {
    try {
      return Optional.of(new BigDecimal(value));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(String value, long least, long most) {
    return number(value)
        .filter(n -> n.stripTrailingZeros().scale() <= 0)
        .filter(n -> n.compareTo(BigDecimal.valueOf(least)) >= 0)
        .filter(n -> n.compareTo(BigDecimal.valueOf(most)) <= 0)
        .filter(n -> value.indexOf('.') < 0)
        .isPresent();
  }

  private static boolean isWithin(BigDecimal number, int modifier) {
    if (modifier < 4) {
      return true;
    }
    int precision = (modifier - 4) >> 16 & 0xffff;
    int scale = (modifier - 4) & 0x7ff;
    return scale >= 1024
        || number.abs().compareTo(BigDecimal.ONE.scaleByPowerOfTen(precision - scale)) < 0;
  }
}
