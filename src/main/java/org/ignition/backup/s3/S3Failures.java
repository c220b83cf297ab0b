package org.ignition.backup.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.ignition.backup.StoreProblem;
import org.ignition.failure.CancelledException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The way from calls to whoever wants something of the bucket: what they throw is told in our
 * words.
 *
 * @param refusals know the words
 */
record S3Failures(S3Problem refusals) {

  /** What makes calls. */
  interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Does it. */
  <T> T told(Work<T> work) {
    CancelledException.throwIfInterrupted();
    try {
      return work.run();
    } catch (InterruptedException e) {
      throw new StoreProblem(refusals.store()).cancelled(e);
    } catch (IOException e) {
      throw new StoreProblem("this machine").unreadable(String.valueOf(e.getMessage()));
    } catch (SdkException | UncheckedIOException e) {
      throw refusals.of(e);
    }
  }
}
