package org.ignition.flow;

import java.time.Duration;
import java.util.List;
import org.ignition.execute.StepListener;
import org.ignition.image.Descriptor;
import org.ignition.log.Log;
import org.ignition.plan.Step;
import org.ignition.progress.Progress;
import org.jspecify.annotations.Nullable;

/** Shows the steps of a plan: a group for each, with how long it took. */
public final class StepLog implements StepListener {

  private final Log log;
  private final Progress.Display display;
  private Log.@Nullable Group group;

  /** Tells {@code log} of each step, and shows on {@code display} how far one has come. */
  public StepLog(Log log, Progress.Display display) {
    this.log = log;
    this.display = display;
  }

  @Override
  public void begins(Step step) {
    group = log.group(step.title());
  }

  @Override
  public void done(Step step, Duration took, String remark) {
    end("done in " + seconds(took) + (remark.isEmpty() ? "" : " · " + remark));
  }

  @Override
  public void failed(Step step, Duration took) {
    end("failed after " + seconds(took));
  }

  private void end(String line) {
    log.line(line);
    if (group != null) {
      group.close();
    }
  }

  @Override
  public Transfer transferring(List<Descriptor> blobs) {
    Progress progress = display.begin(blobs);
    return new Transfer() {
      @Override
      public void transfer(Descriptor blob, Event event, long bytes) {
        progress.transfer(blob, event, bytes);
      }

      @Override
      public void close() {
        progress.close();
      }
    };
  }

  /** A duration in seconds with two decimals, as in {@code 0.25 s}. */
  public static String seconds(Duration took) {
    long hundredths = (took.toMillis() + 5) / 10; // A formatter is slow, and this is often said.
    return hundredths / 100 + "." + (hundredths / 10) % 10 + hundredths % 10 + " s";
  }
}
