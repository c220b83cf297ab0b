package org.ignition.testing;

import java.time.Duration;
import java.util.List;
import org.ignition.execute.StepListener;
import org.ignition.image.Descriptor;
import org.ignition.plan.Step;

/** Hears how a plan goes on and does nothing about it. */
public class SilentListener implements StepListener {

  @Override
  public void begins(Step step) {}

  @Override
  public void done(Step step, Duration took, String remark) {}

  @Override
  public void failed(Step step, Duration took) {}

  @Override
  public Transfer transferring(List<Descriptor> blobs) {
    return new Transfer() {
      @Override
      public void transfer(Descriptor blob, Event event, long bytes) {}

      @Override
      public void close() {}
    };
  }
}
