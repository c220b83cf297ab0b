package org.ignition.flow.migrate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ignition.image.Quoted;
import org.ignition.migration.MigrationSet;

/** What lies in the folder of migrations and is not run, for the plan to say so. */
final class PassedOver {

  private static final int MOST = 5;
  private static final int LONGEST = 80;

  private PassedOver() {}

  /** A sentence for each kind; none where everything is run. */
  static List<String> of(MigrationSet set) {
    List<String> remarks = new ArrayList<>();
    int repeatables = set.repeatables().size();
    if (repeatables > 0) {
      remarks.add(
          "not run, as they have no version: "
              + repeatables
              + (repeatables == 1 ? " repeatable script" : " repeatable scripts")
              + "; Flyway's own programs run them");
    }
    if (!set.strays().isEmpty()) {
      remarks.add(
          "not run, as the layout " + set.layout() + " has no such names: " + names(set.strays()));
    }
    return remarks;
  }

  private static String names(List<Path> files) {
    String first =
        files.stream()
            .limit(MOST)
            .map(file -> Quoted.line(file.toString(), LONGEST))
            .collect(Collectors.joining(", "));
    return files.size() > MOST ? first + " and " + (files.size() - MOST) + " more" : first;
  }
}
