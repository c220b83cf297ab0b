package org.ignition.backup.host;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.ignition.resource.ResourceText;
import org.ignition.ssh.RemoteScript;

/** The scripts that run on the host; what each does and takes stands in it. */
enum HostScript {
  LIST,
  LONE,
  USABLE,
  BEGIN,
  RECEIVE,
  FINISH(Duration.ofMinutes(100)),
  FETCH,
  REMOVE;

  private final Duration quiet;

  /** A network or a disk on which nothing moves for so long won't come back. */
  HostScript() {
    this(Duration.ofMinutes(2));
  }

  HostScript(Duration quiet) {
    this.quiet = quiet;
  }

  /**
   * How long no byte may come or go: one that compares a terabyte is silent for an hour, but for
   * less than what it compares is taken for given up ({@code begin.sh}).
   */
  Duration quiet() {
    return quiet;
  }

  RemoteScript in(String folder, String... words) {
    String text = resource("common") + resource(toString());
    return new RemoteScript(text, Stream.concat(Stream.of(folder), Stream.of(words)).toList());
  }

  private static String resource(String name) {
    return ResourceText.of(HostScript.class, name + ".sh");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
