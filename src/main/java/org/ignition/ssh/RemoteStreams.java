package org.ignition.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/**
 * What a script on another machine reads and writes.
 *
 * @param input its standard input; not closed
 * @param output gets its standard output; not closed
 * @param moved is told now and then, by whoever waits, how many bytes have moved either way
 */
public record RemoteStreams(InputStream input, OutputStream output, LongConsumer moved) {

  /** Of a script that prints nothing. */
  public static RemoteStreams from(InputStream input, LongConsumer moved) {
    return new RemoteStreams(input, OutputStream.nullOutputStream(), moved);
  }

  /** Of a script that reads nothing. */
  public static RemoteStreams to(OutputStream output, LongConsumer moved) {
    return new RemoteStreams(InputStream.nullInputStream(), output, moved);
  }
}
