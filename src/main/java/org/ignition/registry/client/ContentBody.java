package org.ignition.registry.client;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Streams a stretch of {@link Content} as a request body of known length, a piece at a time and
 * only as fast as the wire takes it.
 */
final class ContentBody implements BodyPublisher {

  private final Content content;
  private final long from;
  private final long to;

  ContentBody(Content content, long from, long to) {
    this.content = content;
    this.from = from;
    this.to = to;
  }

  @Override
  public long contentLength() {
    return to - from;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    Content.Pieces pieces;
    try {
      pieces = content.open(from, to);
    } catch (IOException | RuntimeException e) {
      subscriber.onSubscribe(new Nothing());
      subscriber.onError(e);
      return;
    }
    subscriber.onSubscribe(new Pulled(pieces, subscriber));
  }

  private record Nothing() implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  /**
   * Answers demand in the thread that makes it; {@code turns} keeps that to one thread at a time
   * and turns recursion into a loop (Reactive Streams §1.3, §3.3).
   */
  private static final class Pulled implements Flow.Subscription {

    private final Content.Pieces pieces;
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean cancelled;
    private boolean ended;

    Pulled(Content.Pieces pieces, Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.pieces = pieces;
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      demand.accumulateAndGet(n, (left, more) -> left + more < 0 ? Long.MAX_VALUE : left + more);
      turn();
    }

    @Override
    public void cancel() {
      cancelled = true;
      turn();
    }

    private void turn() {
      if (turns.getAndIncrement() != 0) {
        return;
      }
      int seen = 1;
      do {
        answerDemand();
        seen = turns.addAndGet(-seen);
      } while (seen != 0);
    }

    private void answerDemand() {
      try {
        while (!ended && !cancelled && demand.get() > 0) {
          give(pieces.next());
        }
        if (cancelled) {
          end();
        }
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }

    private void give(ByteBuffer piece) throws IOException {
      if (piece.hasRemaining()) {
        demand.decrementAndGet();
        subscriber.onNext(piece);
      } else {
        end();
        subscriber.onComplete();
      }
    }

    private void end() throws IOException {
      if (!ended) {
        ended = true;
        pieces.close();
      }
    }

    private void fail(Exception cause) {
      try {
        end();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
      subscriber.onError(cause);
    }
  }
}
