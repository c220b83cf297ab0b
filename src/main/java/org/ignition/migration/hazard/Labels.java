package org.ignition.migration.hazard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.SchemaObject;

/** The labels of an enum. */
final class Labels {

  /** Quoted, or bare between commas. */
  private static final Pattern LABEL = Pattern.compile("'(?:[^']|'')*'|[^,\\s][^,]*");

  private Labels() {}

  static List<String> of(SchemaObject type) {
    Matcher label = LABEL.matcher(type.get(Attribute.LABELS).orElse(""));
    List<String> labels = new ArrayList<>();
    while (label.find()) {
      labels.add(label.group().strip());
    }
    return labels;
  }
}
