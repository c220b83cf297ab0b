package org.ignition.backup.postgres;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Something that a database is asked in a thread of its own, as a session's answer can't be waited
 * for by a thread that may be cancelled. Who gives it up ends its session.
 */
final class Asked<T> {

  private final CompletableFuture<T> answer = new CompletableFuture<>();

  private Asked() {}

  /** The question. */
  interface Question<T> {
    T ask() throws SQLException;
  }

  /** Asks. */
  static <T> Asked<T> start(Question<T> question) {
    Asked<T> asked = new Asked<>();
    // A virtual thread's socket is polled by a thread that never ends, for which an exit waits 0.3
    // s.
    Thread.ofPlatform().daemon().name("asked").start(() -> asked.ask(question));
    return asked;
  }

  private void ask(Question<T> question) {
    try {
      answer.complete(question.ask());
    } catch (SQLException | RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  /** Waits for the answer. */
  T get() throws SQLException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      require();
      throw new IllegalStateException(e);
    }
  }

  /** Throws when the question failed. */
  void require() throws SQLException {
    if (answer.isCompletedExceptionally()) {
      switch (answer.exceptionNow()) {
        case SQLException refused -> throw refused;
        case RuntimeException other -> throw other;
        case Error error -> throw error;
        case Throwable other -> throw new IllegalStateException(other);
      }
    }
  }

  boolean isAnswered() {
    return answer.isDone();
  }
}
