package org.ignition.backup.postgres;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
  private static final String LEFT_OUT = ";";

  /** Copies the list. */
  ArchiveList {
    lines = List.copyOf(lines);
  }

  /** The names of the extensions that it makes. */
  List<String> extensions() {
    return lines.stream()
        .map(ArchiveList::rest)
        .filter(rest -> rest.startsWith("EXTENSION - "))
        .map(rest -> rest.substring("EXTENSION - ".length()).strip())
        .toList();
  }

  /** The same without what is there already, and without what only a superuser could make. */
  ArchiveList without(KeptThings kept) {
    return new ArchiveList(
        lines.stream().map(line -> isKept(rest(line), kept) ? LEFT_OUT + line : line).toList());
  }

  private static boolean isKept(String rest, KeptThings kept) {
    return isOf(rest, "SCHEMA - ", kept.schemas())
        || isOf(rest, "PUBLICATION - ", kept.publications())
        || rest.startsWith("COMMENT - EXTENSION ")
        || (!kept.superuser()
            && (rest.startsWith("EVENT TRIGGER ") || rest.startsWith("COMMENT - EVENT TRIGGER ")));
  }

  private static boolean isOf(String rest, String kind, List<String> names) {
    return rest.startsWith(kind)
        && names.stream().anyMatch(name -> rest.startsWith(name + " ", kind.length()));
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
