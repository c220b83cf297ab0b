package org.ignition.registry.client;

/** Hears what goes over the wire; called from several threads. No argument holds a secret. */
public interface TrafficListener {

  /** Hears nothing. */
  TrafficListener NONE = new TrafficListener() {};

  /**
   * A request was answered.
   *
   * @param method such as {@code HEAD}
   * @param host with its port where it has one
   * @param path without the query, which may hold a signature
   * @param status such as 200
   */
  default void answered(String method, String host, String path, int status) {}

  /**
   * A request failed and is tried again.
   *
   * @param line for the log, such as {@code retrying in 2 s: 503 from ghcr.io (2 of 5)}
   */
  default void retrying(String line) {}
}
