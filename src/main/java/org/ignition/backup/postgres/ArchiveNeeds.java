package org.ignition.backup.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must be at a server before an archive can be restored there without its owners and
 * privileges.
 *
 * @param extensions with the schema of each
 * @param roles that policies are for
 */
record ArchiveNeeds(Map<String, String> extensions, List<String> roles) {

  private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\",;.]+)";

  /** As {@code dumpExtension} of pg_dump writes it. */
  private static final Pattern EXTENSION =
      Pattern.compile(
          "^CREATE EXTENSION IF NOT EXISTS (?<name>%1$s) WITH SCHEMA (?<schema>%1$s);$"
              .formatted(NAME),
          Pattern.MULTILINE);

  /** As {@code dumpPolicy} of pg_dump writes it. */
  private static final Pattern POLICY =
      Pattern.compile(
          "^CREATE POLICY %1$s ON (?:%1$s\\.)?%1$s(?: AS RESTRICTIVE)?(?: FOR [A-Z]+)? TO (?<roles>%1$s(?:, %1$s)*)"
              .formatted(NAME),
          Pattern.MULTILINE);

  private static final Pattern MADE =
      Pattern.compile(
          "^CREATE (?:SCHEMA|PUBLICATION|EVENT TRIGGER) (?<name>%s)".formatted(NAME),
          Pattern.MULTILINE);

  private static final Pattern EACH = Pattern.compile(NAME);

  /** Copies. */
  ArchiveNeeds {
    extensions = new LinkedHashMap<>(extensions);
    roles = List.copyOf(roles);
  }

  /**
   * Reads it out of SQL.
   *
   * @param extensions the statements that make extensions
   * @param policies the statements that make policies
   */
  static ArchiveNeeds of(String extensions, String policies) {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher extension = EXTENSION.matcher(extensions);
    while (extension.find()) {
      found.put(plain(extension.group("name")), plain(extension.group("schema")));
    }
    List<String> roles = new ArrayList<>();
    Matcher policy = POLICY.matcher(policies);
    while (policy.find()) {
      names(policy.group("roles")).filter(role -> !roles.contains(role)).forEach(roles::add);
    }
    return new ArchiveNeeds(found, roles);
  }

  /** The names of the schemas, publications and event triggers that statements make. */
  static Set<String> made(String statements) {
    return MADE.matcher(statements)
        .results()
        .map(made -> plain(made.group("name")))
        .collect(Collectors.toSet());
  }

  private static Stream<String> names(String list) {
    return EACH.matcher(list).results().map(name -> plain(name.group()));
  }

  private static String plain(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }
}
