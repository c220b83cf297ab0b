package org.ignition.flow.build;

import java.util.List;
import java.util.stream.Stream;
import org.ignition.config.AllowedSecrets;

/** What the configuration allows, in the inspection's words. */
final class Intended {

  private Intended() {}

  static List<String> of(AllowedSecrets allowed) {
    return Stream.concat(
            allowed.paths().stream(), allowed.variables().stream().map(name -> "env:" + name))
        .toList();
  }
}
