package org.ignition.execute;

import java.time.Duration;
import java.util.List;
import org.ignition.image.Descriptor;
import org.ignition.plan.Step;
import org.ignition.registry.TransferListener;

/** Hears how a plan goes on, to tell the user. */
public interface StepListener {

  /** A step begins. */
  void begins(Step step);

  /** A step was done. */
  void done(Step step, Duration took, String remark);

  /** A step failed. */
  void failed(Step step, Duration took);

  /**
   * Blobs are about to be pushed.
   *
   * @return who is told how that goes on; closed when it is over
   */
  Transfer transferring(List<Descriptor> blobs);

  /** A transfer listener that ends. */
  interface Transfer extends TransferListener, AutoCloseable {
    @Override
    void close();
  }
}
