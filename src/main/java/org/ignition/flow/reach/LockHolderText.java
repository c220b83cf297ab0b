package org.ignition.flow.reach;

import java.util.StringJoiner;
import org.ignition.database.LockHolder;
import org.ignition.image.Quoted;

/** Says who holds the lock of a database. */
public final class LockHolderText {

  private static final int LONGEST = 200;

  private LockHolderText() {}

  /** One line; what is not known is left out. */
  public static String of(LockHolder holder) {
    StringJoiner text = new StringJoiner(", ");
    if (!holder.actor().isEmpty()) {
      text.add("started by " + Quoted.line(holder.actor(), LONGEST));
    }
    if (!holder.runUrl().isEmpty()) {
      text.add(Quoted.line(holder.runUrl(), LONGEST));
    }
    text.add("for " + holder.age().toSeconds() + " s");
    if (!holder.client().isEmpty()) {
      text.add("from " + Quoted.line(holder.client(), LONGEST));
    }
    if (holder.pid() > 0) {
      text.add("pid " + holder.pid());
    }
    return text.toString();
  }
}
