package org.ignition.migration.rehearsal.observe;

import java.util.stream.Stream;
import org.ignition.migration.snapshot.Identity;

/** What an event trigger of ours wrote down while a statement ran. */
sealed interface Event {

  /** An object was made or changed; {@code pg_event_trigger_ddl_commands()}. */
  record Touched(Identity identity) implements Event {}

  /** A command changed something that the server does not name, such as privileges. */
  record Unnamed(String tag) implements Event {}

  /**
   * An object went; {@code pg_event_trigger_dropped_objects()}.
   *
   * @param original the statement named it
   * @param normal it went because it depended on such an object, which takes CASCADE; objects that
   *     are neither are parts of others
   */
  record Gone(Identity identity, String type, String name, boolean original, boolean normal)
      implements Event {}

  /**
   * A table was written anew.
   *
   * @param reason {@code pg_event_trigger_table_rewrite_reason()}, a set of bits
   */
  record Rewritten(long oid, int reason) implements Event {}

  /** What is to be read anew. */
  default Stream<Identity> identities() {
    return switch (this) {
      case Touched touched -> Stream.of(touched.identity());
      case Gone gone -> Stream.of(gone.identity());
      case Unnamed _, Rewritten _ -> Stream.empty();
    };
  }
}
