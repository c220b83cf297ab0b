package org.ignition.migration.compatibility;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.LiveHistory;

/** Whether a release runs on a schema as it is, and what it takes where it does not. */
public sealed interface SchemaCompatibility {

  /** Whether the release may run on the schema as it is. */
  default boolean runs() {
    return switch (this) {
      case Declared _, Additive _ -> true;
      case NeedsDowns _, Impossible _, CannotTell _ -> false;
    };
  }

  /** One sentence for a plan or a refusal, without a full stop. */
  String sentence();

  /**
   * It runs: the schema's version is one of those that the release runs on.
   *
   * @param version of the schema
   * @param need what the release needs
   */
  record Declared(long version, SchemaNeed.Known need) implements SchemaCompatibility {
    @Override
    public String sentence() {
      return "it runs on schema " + need.range() + ", " + need.source();
    }
  }

  /**
   * It runs: whatever was applied above what the release knows leaves intact what was there.
   *
   * @param above newest first, at least one
   * @param need what the release needs
   */
  record Additive(List<AppliedMigration> above, SchemaNeed.Known need)
      implements SchemaCompatibility {

    /** Copies the list. */
    public Additive {
      above = List.copyOf(above);
    }

    @Override
    public String sentence() {
      return "it runs on schema "
          + need.range()
          + ", "
          + need.source()
          + ", and what was applied above is backward compatible: "
          + labels(above);
    }
  }

  /**
   * It does not run; once these are undone it does.
   *
   * @param downs in the order of undoing, newest first, at least one
   * @param to the schema's version afterwards; 0 where nothing is left
   */
  record NeedsDowns(List<Down> downs, long to) implements SchemaCompatibility {

    /** Copies the list. */
    public NeedsDowns {
      downs = List.copyOf(downs);
    }

    /** Whether nothing can be lost by undoing them. */
    public boolean isLossless() {
      return worst() == Fidelity.LOSSLESS;
    }

    /** What the gravest of them does. */
    public Fidelity worst() {
      return downs.stream()
          .map(Down::fidelity)
          .max(Comparator.naturalOrder())
          .orElse(Fidelity.LOSSLESS);
    }

    @Override
    public String sentence() {
      return "it does not run before these are undone: "
          + downs.stream()
              .map(down -> down.label() + " (" + down.fidelity() + ")")
              .collect(Collectors.joining(", "));
    }
  }

  /**
   * It does not run, and undoing migrations does not change that.
   *
   * @param obstacle what stands in the way
   */
  record Impossible(Obstacle obstacle) implements SchemaCompatibility {
    @Override
    public String sentence() {
      return obstacle.sentence();
    }
  }

  /**
   * Whether it runs is not known, which is neither yes nor no.
   *
   * @param why one sentence without a full stop
   * @param certain what has to be undone for it to be known to run, newest first; empty where that
   *     is not known or not possible
   */
  record CannotTell(String why, List<Down> certain) implements SchemaCompatibility {

    /** Copies the list. */
    public CannotTell {
      certain = List.copyOf(certain);
    }

    @Override
    public String sentence() {
      return why;
    }
  }

  /**
   * Whether a release that needs {@code need} runs on the schema that {@code live} tells of.
   *
   * <p>The whole table is in docs/compatibility.md.
   */
  static SchemaCompatibility of(LiveHistory live, SchemaNeed need) {
    if (!live.unfinished().isEmpty()) {
      return new CannotTell(
          "a migration was left unfinished: " + live.unfinished().getFirst().migration().label(),
          List.of());
    }
    return switch (need) {
      case SchemaNeed.Known known -> new Judgement(live, known).compatibility();
      case SchemaNeed.Unknown(var why) -> new CannotTell(why, List.of());
    };
  }

  private static String labels(List<AppliedMigration> migrations) {
    return migrations.stream()
        .map(each -> each.migration().label())
        .collect(Collectors.joining(", "));
  }
}
