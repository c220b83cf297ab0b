package org.ignition.migration.rule;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ignition.image.Quoted;
import org.ignition.migration.Script;
import org.ignition.migration.sql.Directive;
import org.ignition.migration.sql.Position;
import org.ignition.migration.sql.SqlStatement;

/** The directives of all examined files, and which of them were needed. */
final class Allowances {

  private final Map<Path, FileAllowances> files = new LinkedHashMap<>();

  private Allowances() {}

  static Allowances of(Collection<Script> scripts) {
    Allowances all = new Allowances();
    for (Script script : scripts) {
      all.files.computeIfAbsent(script.file(), FileAllowances::new).add(script);
    }
    return all;
  }

  /** Why {@code finding} is accepted, when it is. */
  Optional<String> use(Finding finding) {
    return Optional.ofNullable(files.get(finding.file())).flatMap(file -> file.use(finding));
  }

  /** A finding for each directive that allows nothing; unreadable ones the set of files reports. */
  List<Finding> inVain() {
    return files.values().stream().flatMap(file -> file.inVain().stream()).toList();
  }

  /** Those of one file, which may hold several scripts. */
  private static final class FileAllowances {

    private final Path file;
    private final TreeMap<Position, SqlStatement> statements = new TreeMap<>();
    private final Map<Position, Directive> directives = new TreeMap<>();
    private final Map<Position, Boolean> used = new TreeMap<>();

    FileAllowances(Path file) {
      this.file = file;
    }

    void add(Script script) {
      script.sql().statements().forEach(each -> statements.put(each.at(), each));
      script.sql().directives().forEach(each -> directives.put(each.at(), each));
    }

    Optional<String> use(Finding finding) {
      List<Directive.Allow> matching =
          candidates(finding)
              .filter(Directive.Allow.class::isInstance)
              .map(Directive.Allow.class::cast)
              .filter(allow -> Rule.find(allow.rule()).filter(finding.rule()::equals).isPresent())
              .toList();
      matching.forEach(allow -> used.put(allow.at(), true));
      return matching.stream().map(Directive.Allow::reason).findFirst();
    }

    private Stream<Directive> candidates(Finding finding) {
      if (finding.rule().isOfFile()) {
        return directives.values().stream();
      }
      return Optional.ofNullable(statements.floorEntry(finding.at())).stream()
          .flatMap(entry -> entry.getValue().directives().stream());
    }

    List<Finding> inVain() {
      List<Finding> found = new ArrayList<>();
      directives.values().stream()
          .sorted(Comparator.comparing(Directive::at))
          .forEach(directive -> complaint(directive).ifPresent(found::add));
      return found;
    }

    private Optional<Finding> complaint(Directive directive) {
      return switch (directive) {
        case Directive.Allow allow -> complaint(allow);
        case Directive.Unreadable _, Directive.Irreversible _, Directive.NoTransaction _ ->
            Optional.empty();
      };
    }

    private Optional<Finding> complaint(Directive.Allow allow) {
      if (Rule.find(allow.rule()).isEmpty()) {
        return Optional.of(finding(allow, "There is no rule " + Quoted.of(allow.rule())));
      }
      return used.containsKey(allow.at())
          ? Optional.empty()
          : Optional.of(
              finding(allow, "Rule " + allow.rule() + " finds nothing that this would allow"));
    }

    private Finding finding(Directive directive, String message) {
      return Finding.of(Rule.R7, file, directive.at(), message, "");
    }
  }
}
