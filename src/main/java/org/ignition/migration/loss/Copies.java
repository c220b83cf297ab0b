package org.ignition.migration.loss;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.migration.loss.DownStep.CopiedColumn;
import org.ignition.migration.loss.LiveNames.Meaning;

/** Where downs put the rows of tables, which stay there when the tables go. */
final class Copies {

  private final LiveColumns columns;
  private final Map<LiveObject, Copy> copies = new HashMap<>();

  /** The rows of a table in another one that a down made. */
  record Copy(Meaning.Fresh table, DownStep.CopyRows step) {

    private Copy inPart() {
      return new Copy(table, step.inPart());
    }

    /** What {@code column} of the copy may have been before. */
    private Optional<String> origin(String column) {
      return step.columns().stream()
          .filter(copied -> copied.to().equals(column))
          .map(CopiedColumn::from)
          .findFirst()
          .or(() -> step.star() ? Optional.of(column) : Optional.empty());
    }
  }

  Copies(LiveColumns columns) {
    this.columns = columns;
  }

  void put(LiveObject from, Copy copy) {
    copies.put(from, copy);
  }

  /** Where the rows of {@code from} are, which is on its way out. */
  Optional<Copy> take(LiveObject from) {
    return Optional.ofNullable(copies.remove(from));
  }

  /** A copy that some of was taken away from is none of all. */
  void spoil(Meaning table) {
    copies.replaceAll((_, copy) -> copy.table().equals(table) ? copy.inPart() : copy);
  }

  /** The same where {@code changed} columns of it were overwritten, unless none was copied. */
  void spoil(Meaning table, List<String> changed) throws SQLException {
    for (Map.Entry<LiveObject, Copy> each : copies.entrySet()) {
      if (each.getValue().table().equals(table) && holds(each.getKey(), each.getValue(), changed)) {
        each.setValue(each.getValue().inPart());
      }
    }
  }

  private boolean holds(LiveObject from, Copy copy, List<String> changed) throws SQLException {
    for (String column : changed) {
      Optional<String> origin = copy.origin(column);
      if (origin.isPresent() && columns.existing(from, origin.get()).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
