package org.ignition.registry.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** A request body that tells how it goes on; the HTTP client may begin it more than once. */
final class ObservedBody implements BodyPublisher {

  /** Hears how a body is sent. */
  interface Observer {

    /** It is sent from its beginning. */
    default void begun() {}

    /** So many bytes more went to the HTTP client. */
    void sent(long bytes);

    /** All of it went to the HTTP client. */
    default void ended() {}
  }

  private final BodyPublisher body;
  private final Observer observer;

  ObservedBody(BodyPublisher body, Observer observer) {
    this.body = body;
    this.observer = observer;
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    observer.begun();
    body.subscribe(new Observed(subscriber, observer));
  }

  private record Observed(Flow.Subscriber<? super ByteBuffer> subscriber, Observer observer)
      implements Flow.Subscriber<ByteBuffer> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
      int bytes = buffer.remaining();
      subscriber.onNext(buffer);
      observer.sent(bytes);
    }

    @Override
    public void onError(Throwable failure) {
      subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
      observer.ended();
      subscriber.onComplete();
    }
  }
}
