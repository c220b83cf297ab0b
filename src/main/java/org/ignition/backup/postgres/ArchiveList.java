package org.ignition.backup.postgres;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An archive's list of contents, as {@code pg_restore --list} prints it and {@code --use-list}
 * takes it ({@code PrintTOCSummary} of its source): a line for each entry with its number, the
 * object's catalogue and OID, what it is, its schema, name and owner. Neither is quoted, so that a
 * name and an owner can't always be told apart.
 *
 * @param lines all of it
 */
record ArchiveList(List<String> lines) {

  private static final Pattern ENTRY = Pattern.compile("[0-9]+; [0-9]+ [0-9]+ (?<rest>.*)");
  private static final Pattern SERVER =
      Pattern.compile("; +Dumped from database version: (?<major>[0-9]{1,4})\\b.*");
  private static final String LEFT_OUT = ";";

  /** Copies the list. */
  ArchiveList {
    lines = List.copyOf(lines);
  }

  /** Major version of the server that it was taken from; empty when it does not say. */
  OptionalInt serverMajor() {
    return lines.stream()
        .map(SERVER::matcher)
        .filter(Matcher::matches)
        .mapToInt(line -> Integer.parseInt(line.group("major")))
        .findFirst();
  }

  /** How many objects it lists. */
  int entries() {
    return (int) lines.stream().filter(line -> ENTRY.matcher(line).matches()).count();
  }

  /** The names of the extensions that it makes. */
  List<String> extensions() {
    return lines.stream()
        .map(ArchiveList::rest)
        .filter(rest -> rest.startsWith("EXTENSION - "))
        .map(rest -> rest.substring("EXTENSION - ".length()).strip())
        .toList();
  }

  /**
   * The same without what is there already, and without what only a superuser could make.
   *
   * @param made names of the schemas and publications that the archive makes
   */
  ArchiveList without(KeptThings kept, Set<String> made) {
    return new ArchiveList(
        lines.stream()
            .map(line -> isKept(rest(line), kept, made) ? LEFT_OUT + line : line)
            .toList());
  }

  /** Only the entries of these kinds, such as {@code POLICY}. */
  ArchiveList only(Set<String> kinds) {
    return new ArchiveList(
        lines.stream().map(line -> isOf(rest(line), kinds) ? line : LEFT_OUT + line).toList());
  }

  /** The same without entries of these kinds. */
  ArchiveList without(Set<String> kinds) {
    return new ArchiveList(
        lines.stream().map(line -> isOf(rest(line), kinds) ? LEFT_OUT + line : line).toList());
  }

  /**
   * Only what gives privileges in schemas that are there already.
   *
   * @param made names of the schemas that the archive makes
   */
  ArchiveList privilegesOf(KeptThings kept, Set<String> made) {
    return new ArchiveList(
        lines.stream()
            .map(line ->
                isOneOf(rest(line), "ACL - SCHEMA ", kept.schemas(), made) ? line : LEFT_OUT + line)
            .toList());
  }

  private static boolean isOf(String rest, Set<String> kinds) {
    return kinds.stream().anyMatch(kind -> rest.startsWith(kind + " "));
  }

  private static boolean isKept(String rest, KeptThings kept, Set<String> made) {
    return isOneOf(rest, "SCHEMA - ", kept.schemas(), made)
        || isOneOf(rest, "PUBLICATION - ", kept.publications(), made)
        || rest.startsWith("COMMENT - EXTENSION ")
        || (!kept.superuser()
            && (rest.startsWith("EVENT TRIGGER ") || rest.startsWith("COMMENT - EVENT TRIGGER ")));
  }

  /** The longest name that a line begins with is its own: {@code my schema}, and not {@code my}. */
  private static boolean isOneOf(
      String rest, String kind, Collection<String> names, Collection<String> others) {
    return rest.startsWith(kind)
        && Stream.concat(names.stream(), others.stream())
            .filter(name -> rest.startsWith(name + " ", kind.length()))
            .max(Comparator.comparingInt(String::length))
            .filter(names::contains)
            .isPresent();
  }

  private static String rest(String line) {
    Matcher entry = ENTRY.matcher(line);
    return entry.matches() ? entry.group("rest") : "";
  }

  /** As a file of {@code --use-list}. */
  @Override
  public String toString() {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
