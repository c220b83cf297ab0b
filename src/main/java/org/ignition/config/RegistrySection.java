package org.ignition.config;

import org.ignition.image.ImageName;
import org.ignition.json.Fields;

/** Reads the section {@code registry}. */
final class RegistrySection {

  private RegistrySection() {}

  static RegistrySettings read(Fields fields) {
    RegistrySettings settings =
        new RegistrySettings(
            Entry.listOf(fields, "registry", "plain-http").stream()
                .map(RegistrySection::host)
                .toList());
    fields.rejectUnknown();
    return settings;
  }

  /** A host is what stands before the first slash of an image's name. */
  private static String host(Entry entry) {
    String host = entry.line();
    if (host.contains("/")) {
      throw entry.invalid("is not a host", "Write host or host:port, without http:// or a path");
    }
    return entry.as(text -> new ImageName(host, "any")).registry();
  }
}
