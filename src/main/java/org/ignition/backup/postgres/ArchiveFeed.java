package org.ignition.backup.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries an archive's SQL from {@code pg_restore --single-transaction} to {@code psql}, without
 * the {@code COMMIT} at its end, which is left to others. (Without that option there are several:
 * each archive with large objects has one of its own.)
 */
final class ArchiveFeed {

  /**
   * The header of every archive sets it since pg_restore 17, whatever the server knows ({@code
   * _doSetFixedOutputState}).
   */
  private static final String TIMEOUT = "SET transaction_timeout = 0;";

  private static final String NOTHING = " ".repeat(TIMEOUT.length());

  /** The last statement, before comments and a command of {@code psql}. */
  private static final byte[] COMMIT = "\nCOMMIT;\n".getBytes(StandardCharsets.US_ASCII);

  private static final int PIECE = 1 << 16;

  private final FedProgram from;
  private final OutputStream to;
  private final boolean timeoutKnown;
  private final AtomicLong carried = new AtomicLong();
  private volatile boolean sent;

  /**
   * @param timeoutKnown whether the server has {@code transaction_timeout}: since version 17
   */
  ArchiveFeed(FedProgram from, OutputStream to, boolean timeoutKnown) {
    this.from = from;
    this.to = to;
    this.timeoutKnown = timeoutKnown;
  }

  /** How many bytes went by. */
  long carried() {
    return carried.get();
  }

  /** Whether all of it was sent. */
  boolean isSent() {
    return sent;
  }

  /** How it ended. */
  enum End {
    /** All of it arrived. */
    WHOLE,
    /** The archive could not be read to its end. */
    CUT,
    /** Who was to take it ended. */
    REFUSED
  }

  /** Carries all of it; the last piece goes only when nothing can go wrong any more. */
  End run() throws IOException, InterruptedException {
    InputStream sql = from.output();
    byte[] piece = sql.readNBytes(PIECE);
    if (!timeoutKnown) {
      piece = withoutTimeout(piece);
    }
    byte[] next = sql.readNBytes(PIECE);
    while (next.length == PIECE) {
      if (!send(piece)) {
        return End.REFUSED;
      }
      piece = next;
      next = sql.readNBytes(PIECE);
    }
    Optional<byte[]> rest = withoutCommit(join(piece, next));
    if (from.end() != 0 || rest.isEmpty()) {
      return End.CUT;
    }
    sent = send(rest.get());
    return sent ? End.WHOLE : End.REFUSED;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** Empty when there is none: then it is no end. */
  private static Optional<byte[]> withoutCommit(byte[] end) {
    for (int at = end.length - COMMIT.length; at >= 0; at--) {
      if (Arrays.equals(end, at, at + COMMIT.length, COMMIT, 0, COMMIT.length)) {
        byte[] rest = end.clone();
        Arrays.fill(rest, at, at + COMMIT.length, (byte) '\n');
        return Optional.of(rest);
      }
    }
    return Optional.empty();
  }

  private boolean send(byte[] piece) {
    try {
      to.write(piece);
      to.flush();
      carried.addAndGet(piece.length);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** It stands before all statements and rows. Bytes keep their values in Latin-1. */
  private static byte[] withoutTimeout(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1)
        .replaceFirst(TIMEOUT, NOTHING)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
