package org.ignition.flow.reach;

import java.util.StringJoiner;
import java.util.function.Consumer;
import org.ignition.database.LockHolder;
import org.ignition.image.Quoted;
import org.ignition.log.Log;

/** Says who holds the lock of a database. */
public final class LockHolderText {

  private static final int LONGEST = 200;

  private LockHolderText() {}

  /** Says it in {@code log}. */
  public static Consumer<LockHolder> telling(Log log) {
    return holder ->
        log.line(
            isNamed(holder)
                ? "Another run works on this database: " + of(holder)
                : "Another program uses this database");
  }

  /** Programs that are no run of ours do not say who they are. */
  private static boolean isNamed(LockHolder holder) {
    return holder.pid() > 0 || !holder.actor().isEmpty() || !holder.runUrl().isEmpty();
  }

  /** One line; what is not known is left out. */
  private static String of(LockHolder holder) {
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
