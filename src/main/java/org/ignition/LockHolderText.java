package org.ignition;

import java.util.StringJoiner;
import org.ignition.database.LockHolder;

/** Says who holds the lock of a database. */
final class LockHolderText {

  private LockHolderText() {}

  /** One line; what is not known is left out. */
  static String of(LockHolder holder) {
    StringJoiner text = new StringJoiner(", ");
    if (!holder.actor().isEmpty()) {
      text.add("started by " + holder.actor());
    }
    if (!holder.runUrl().isEmpty()) {
      text.add(holder.runUrl());
    }
    text.add("for " + holder.age().toSeconds() + " s");
    if (!holder.client().isEmpty()) {
      text.add("from " + holder.client());
    }
    if (holder.pid() > 0) {
      text.add("pid " + holder.pid());
    }
    return text.toString();
  }
}
