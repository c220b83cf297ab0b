package org.ignition.progress;

import java.util.Collection;
import org.ignition.image.Descriptor;
import org.ignition.registry.TransferListener;

/** Shows an upload from its first byte to its end, which is {@link #close}. */
public interface Progress extends TransferListener, AutoCloseable {

  @Override
  void close();

  /** Where progress is shown. */
  @FunctionalInterface
  interface Display {

    /** Begins to show the upload of {@code blobs}. */
    Progress begin(Collection<Descriptor> blobs);
  }
}
