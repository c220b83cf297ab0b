package org.ignition.registry;

import org.ignition.image.Descriptor;

/** Hears how an upload goes on; called from several threads. */
public interface TransferListener {

  /** Hears nothing. */
  TransferListener NONE = (blob, event, bytes) -> {};

  /**
   * One thing that happened.
   *
   * @param blob which blob
   * @param event what happened to it
   * @param bytes how many bytes more went out ({@link Event#SENT}), were sent in vain ({@link
   *     Event#REWOUND}), or the blob's size (the others)
   */
  void transfer(Descriptor blob, Event event, long bytes);

  /** What can happen to a blob. */
  enum Event {
    /** It was there already. */
    EXISTED,
    /** The registry took it over from another of its repositories. */
    MOUNTED,
    /** Bytes went out. */
    SENT,
    /** The upload was cut and goes on from an earlier byte. */
    REWOUND,
    /** It is there now. */
    DONE
  }
}
