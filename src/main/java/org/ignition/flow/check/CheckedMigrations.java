package org.ignition.flow.check;

import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.failure.InputException;
import org.ignition.flow.ChosenFolder;
import org.ignition.migration.DialectFolder;
import org.ignition.migration.Layout;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.Script;
import org.ignition.migration.layout.Dialects;
import org.ignition.migration.layout.FileTree;
import org.ignition.migration.layout.MigrationFolderReader;
import org.ignition.migration.report.BaseVerdict;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.set.Comparison;
import org.ignition.migration.set.SetRules;
import org.ignition.source.Base;
import org.ignition.source.BaseReader;
import org.ignition.source.BaseRequest;
import org.ignition.source.RunnerFacts;
import org.ignition.source.WorkspaceTree;

/**
 * The migrations of the checkout, and which of them are new.
 *
 * @param set all of them
 * @param dialects the same migrations for other databases
 * @param base what they were compared with
 * @param comparison what is new, edited and gone; without a base everything is new
 * @param all whether those that are merged are looked at too
 */
record CheckedMigrations(
    MigrationSet set,
    List<DialectFolder> dialects,
    BaseVerdict base,
    Comparison comparison,
    boolean all) {

  /**
   * Reads them from the checkout and the base.
   *
   * @throws InputException when there are none, or they can't be read
   */
  static CheckedMigrations read(
      Path workspace, RunnerFacts runner, CheckSettings settings, Optional<String> mainBranch) {
    Path folder = ChosenFolder.of(workspace, settings.folder());
    FileTree files = new WorkspaceTree(workspace);
    MigrationSet set = MigrationFolderReader.read(files, folder, settings.layout());
    List<DialectFolder> dialects = Dialects.of(files, folder, set.layout());
    Base base =
        BaseReader.read(new BaseRequest(workspace, runner, folder, settings.base(), mainBranch));
    return switch (base) {
      case Base.Found(var sha, _, var tree) ->
          new CheckedMigrations(
              set,
              dialects,
              new BaseVerdict.Compared(sha),
              tree.files(folder).isEmpty()
                  ? Comparison.toNothing(set)
                  : Comparison.of(set, merged(tree, folder, set.layout())),
              settings.all());
      case Base.Nothing _ ->
          new CheckedMigrations(
              set, dialects, new BaseVerdict.None(), Comparison.toNothing(set), settings.all());
      case Base.Unknown(var why, var advice) ->
          new CheckedMigrations(
              set, dialects, new BaseVerdict.Unknown(why, advice), Comparison.toNothing(set), true);
    };
  }

  private static MigrationSet merged(FileTree tree, Path folder, Layout layout) {
    return MigrationFolderReader.read(tree, folder, Optional.of(layout));
  }

  /** Those that are rehearsed: what is new or edited, or all of them. */
  Set<Migration> chosen() {
    Set<Migration> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
    if (all) {
      chosen.addAll(set.migrations());
    } else {
      chosen.addAll(comparison.added());
      comparison.edited().stream().map(Comparison.Edit::after).forEach(chosen::add);
    }
    return chosen;
  }

  /** Repeatable scripts that are new or edited, or all of them. */
  private List<Script> repeatables() {
    return set.repeatables().stream()
        .filter(script -> all || comparison.touches(script.file()))
        .toList();
  }

  /** Whether there is nothing to run. */
  boolean isNothingNew() {
    return chosen().isEmpty() && repeatables().isEmpty();
  }

  /** What is wrong with the files, before any of them ran. */
  List<Finding> findings() {
    Set<Finding> findings = new LinkedHashSet<>(SetRules.check(set, dialects, comparison));
    if (all) {
      findings.addAll(SetRules.check(set, dialects));
    }
    return List.copyOf(findings);
  }

  /** The scripts whose directives count. */
  List<Script> scripts() {
    Set<Migration> chosen = chosen();
    return Stream.of(
            set.migrations().stream()
                .filter(chosen::contains)
                .flatMap(m -> Stream.concat(Stream.of(m.up()), m.down().stream())),
            set.strayDowns().stream(),
            repeatables().stream())
        .flatMap(scripts -> scripts)
        .toList();
  }
}
