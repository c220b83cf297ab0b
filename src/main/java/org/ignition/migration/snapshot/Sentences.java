package org.ignition.migration.snapshot;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.image.Quoted;
import org.ignition.migration.snapshot.Difference.Appeared;
import org.ignition.migration.snapshot.Difference.Change;
import org.ignition.migration.snapshot.Difference.Changed;
import org.ignition.migration.snapshot.Difference.Gone;
import org.ignition.migration.snapshot.Difference.Reordered;

/** Says differences in words, one line each; what comes from a database is escaped and cut. */
public enum Sentences {
  /** What a statement or a script did. */
  OF_CHANGE("is gone", "is new", ""),
  /** What a down failed to put back. */
  AFTER_DOWN("is gone after down", "is left over after down", " after down"),
  /** How the second up led elsewhere than the first. */
  AFTER_SECOND_UP(
      "is missing after the second up", "is new after the second up", " after the second up"),
  /** What a second run of a script changed that the first one was to have done. */
  AFTER_SECOND_RUN(
      "is missing after the second run", "is new after the second run", " after the second run");

  private static final int LONGEST = 160;
  private static final Set<Attribute> PART_OF_DEFINITION =
      EnumSet.of(
          Attribute.COLUMNS,
          Attribute.REFERENCES,
          Attribute.CONSTRAINT_KIND,
          Attribute.UNIQUE,
          Attribute.VOLATILITY);

  private final String gone;
  private final String appeared;
  private final String moment;

  Sentences(String gone, String appeared, String moment) {
    this.gone = gone;
    this.appeared = appeared;
    this.moment = moment;
  }

  /** A sentence or more for each of the {@link SchemaDiff#headlines()}. */
  public List<String> of(SchemaDiff diff) {
    return diff.headlines().stream().flatMap(each -> of(each).stream()).toList();
  }

  /** One difference: a sentence, or one for each changed attribute. */
  public List<String> of(Difference difference) {
    String name = line(difference.name().toString());
    return switch (difference) {
      case Gone _ -> List.of(name + ' ' + gone);
      case Appeared _ -> List.of(name + ' ' + appeared);
      case Reordered reordered -> List.of(order(name, reordered));
      case Changed changed -> changed(name, changed);
    };
  }

  private String order(String name, Reordered reordered) {
    return "%s has its columns in the order %s, was %s%s"
        .formatted(
            name,
            line(String.join(", ", reordered.after())),
            line(String.join(", ", reordered.before())),
            moment);
  }

  private List<String> changed(String name, Changed changed) {
    List<String> sentences = new ArrayList<>();
    if (changed.isRenamed()) {
      sentences.add(
          "%s is the former %s%s"
              .formatted(name, line(changed.before().name().toString()), moment));
    }
    changed.changes().stream()
        .filter(change ->
            !(changed.touches(Attribute.DEFINITION)
                && PART_OF_DEFINITION.contains(change.attribute())))
        .forEach(change -> sentences.add(name + ' ' + predicate(change) + moment));
    return sentences;
  }

  private static String predicate(Change change) {
    return switch (change.attribute()) {
      case TYPE -> was("is ", change);
      case NOT_NULL -> change.after().isPresent() ? "refuses NULL" : "allows NULL";
      case VALID -> change.after().isPresent() ? "is not valid" : "is valid, was not";
      case ENFORCED -> change.after().isPresent() ? "is not enforced" : "is enforced, was not";
      case DEFINITION -> definition(change);
      case OWNER -> was("belongs to ", change);
      case OWNED_BY -> was("is owned by ", change);
      case ENABLED ->
          "is %s, was %s"
              .formatted(change.after().orElse("enabled"), change.before().orElse("enabled"));
      default -> isSwitch(change) ? turned(change) : had(change);
    };
  }

  private static boolean isSwitch(Change change) {
    return Stream.of(change.before(), change.after())
        .flatMap(Optional::stream)
        .allMatch("true"::equals);
  }

  private static String turned(Change change) {
    return "has %s %s"
        .formatted(change.attribute(), change.after().isPresent() ? "on, was off" : "off, was on");
  }

  private static String definition(Change change) {
    return change.before().filter(Sentences::isShort).isPresent()
            && change.after().filter(Sentences::isShort).isPresent()
        ? was("is ", change)
        : "has another definition";
  }

  private static boolean isShort(String text) {
    return text.length() <= LONGEST && text.indexOf('\n') < 0;
  }

  private static String was(String verb, Change change) {
    return verb + value(change.after()) + ", was " + value(change.before());
  }

  private static String had(Change change) {
    return change.after().isPresent()
        ? "has %s %s, had %s"
            .formatted(change.attribute(), value(change.after()), value(change.before()))
        : "has no %s, had %s".formatted(change.attribute(), value(change.before()));
  }

  private static String value(Optional<String> text) {
    return text.map(Sentences::line).orElse("none");
  }

  private static String line(String text) {
    return Quoted.line(text, LONGEST);
  }
}
