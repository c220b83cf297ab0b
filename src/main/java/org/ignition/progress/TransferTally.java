package org.ignition.progress;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.registry.TransferListener;

/**
 * Counts what of an upload is done. A blob that is named twice counts once; a blob that is there
 * counts with its whole size, whoever brought it.
 */
public final class TransferTally implements TransferListener {

  private static final long MEBIBYTE = 1 << 20;
  private static final long KIBIBYTE = 1 << 10;

  private final Map<Digest, AtomicLong> sent;
  private final Set<Digest> done = ConcurrentHashMap.newKeySet();
  private final long totalBytes;

  /** Counts for {@code blobs}, of which nothing is done yet. */
  public TransferTally(Collection<Descriptor> blobs) {
    Map<Digest, Descriptor> distinct =
        blobs.stream()
            .collect(Collectors.toMap(Descriptor::digest, Function.identity(), (a, b) -> a));
    sent =
        distinct.keySet().stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), d -> new AtomicLong()));
    totalBytes = distinct.values().stream().mapToLong(Descriptor::size).sum();
  }

  /** Counts one event; those of blobs that were not announced are passed over. */
  @Override
  public void transfer(Descriptor blob, Event event, long bytes) {
    AtomicLong count = sent.get(blob.digest());
    if (count == null) {
      return;
    }
    switch (event) {
      case SENT -> count.addAndGet(bytes);
      case REWOUND -> count.addAndGet(-bytes);
      case EXISTED, MOUNTED, DONE -> {
        count.set(blob.size());
        done.add(blob.digest());
      }
    }
  }

  /** Bytes that are at the registry, as far as is known. */
  public long doneBytes() {
    return Math.clamp(sent.values().stream().mapToLong(AtomicLong::get).sum(), 0, totalBytes);
  }

  /** Bytes of all blobs. */
  public long totalBytes() {
    return totalBytes;
  }

  /** {@code 3 of 7 blobs}. */
  public String blobs() {
    return done.size() + " of " + sent.size() + (sent.size() == 1 ? " blob" : " blobs");
  }

  /** {@code 120 of 300 MiB, 3 of 7 blobs}. */
  @Override
  public String toString() {
    return doneBytes() / unitBytes()
        + " of "
        + totalBytes / unitBytes()
        + " "
        + unit()
        + ", "
        + blobs();
  }

  /** The unit that suits the total: MiB, or KiB below one MiB. */
  public String unit() {
    return unitBytes() == MEBIBYTE ? "MiB" : "KiB";
  }

  /** How many bytes one {@link #unit} has. */
  public long unitBytes() {
    return totalBytes >= MEBIBYTE ? MEBIBYTE : KIBIBYTE;
  }
}
