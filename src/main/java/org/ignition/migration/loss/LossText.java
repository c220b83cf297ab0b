package org.ignition.migration.loss;

import java.sql.SQLException;
import java.util.Locale;
import org.ignition.image.Quoted;

/** Puts losses into words. */
final class LossText {

  private static final int LONGEST = 320;

  private LossText() {}

  static Loss of(Gone gone, Counts counts) throws SQLException {
    return switch (gone) {
      case Gone.Rows(LiveObject table, boolean copied) -> rows(table, copied, counts);
      case Gone.Values(LiveColumn column, boolean only) ->
          loss("column " + name(column), " with ", "value", counts.values(column, only));
      case Gone.SomeRows(LiveObject table, String how, boolean only, boolean all) -> {
        Counted counted = counts.rows(table, only);
        yield part("row", "table " + name(table), how, all ? counted : counted.atMost());
      }
      case Gone.SomeValues(LiveColumn column, String how) ->
          part("value", "column " + name(column), how, counts.values(column, false).atMost());
      case Gone.Precision(LiveColumn column, String type) -> precision(column, type, counts);
      case Gone.Untold(String what, String why) ->
          new Loss(
              line("what may go by \"%s\" can't be told: %s".formatted(what, why)),
              0,
              Exactness.UNKNOWN,
              false);
    };
  }

  private static Loss rows(LiveObject table, boolean copied, Counts counts) throws SQLException {
    Counted counted = counts.rows(table, false);
    if (table.content() == LiveObject.Content.DERIVED) {
      Loss loss = loss("materialized view " + name(table), " and its ", "row", counted);
      return new Loss(loss.what(), loss.count(), loss.exactness(), true);
    }
    if (!copied) {
      return loss("table " + name(table), " and its ", "row", counted);
    }
    return part("row", "table " + name(table), "not copied before it goes", counted.atMost());
  }

  private static Loss precision(LiveColumn column, String type, Counts counts) throws SQLException {
    Counted values = counts.values(column, false);
    boolean none = values.exactness() == Exactness.EXACT && values.number() == 0;
    if (type.isEmpty() || none) {
      return part("value", "column " + name(column), "computed anew", values.atMost());
    }
    Counted changed = counts.changedBy(column, type);
    return changed.exactness() == Exactness.UNKNOWN
        ? part("value", "column " + name(column), "changed by its new type", values.atMost())
        : part("value", "column " + name(column), "changed by its new type", changed);
  }

  /** {@code table public.orders and its 1,204 rows}. */
  private static Loss loss(String what, String with, String unit, Counted counted) {
    String text =
        switch (counted.exactness()) {
          case UNKNOWN -> "%s, whose %ss can't be counted: %s".formatted(what, unit, counted.why());
          case EXACT ->
              counted.number() == 0
                  ? what + with.replace("its ", "") + "no " + unit + "s"
                  : what + with + amount(unit, counted);
          case ABOUT, AT_LEAST, AT_MOST -> what + with.replace("its ", "") + amount(unit, counted);
        };
    return new Loss(line(text), counted.number(), counted.exactness(), false);
  }

  /** {@code up to 17 values of column public.users.phone, overwritten}. */
  private static Loss part(String unit, String what, String how, Counted counted) {
    String text =
        counted.exactness() == Exactness.UNKNOWN
            ? "%ss of %s, %s, which can't be counted: %s".formatted(unit, what, how, counted.why())
            : "%s of %s, %s".formatted(amount(unit, counted), what, how);
    return new Loss(line(text), counted.number(), counted.exactness(), false);
  }

  private static String amount(String unit, Counted counted) {
    String number =
        String.format(Locale.ROOT, "%,d %s", counted.number(), unit)
            + (counted.number() == 1 ? "" : "s");
    return switch (counted.exactness()) {
      case EXACT -> number;
      case ABOUT -> "about " + number;
      case AT_LEAST -> "at least " + number;
      case AT_MOST -> counted.number() == 0 ? number : "up to " + number;
      case UNKNOWN -> "an unknown number of " + unit + "s";
    };
  }

  private static String name(LiveObject table) {
    return table.objectName().toString();
  }

  private static String name(LiveColumn column) {
    return name(column.table()) + "." + column.name();
  }

  private static String line(String text) {
    return Quoted.line(text, LONGEST);
  }
}
