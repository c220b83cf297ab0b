package org.ignition.image.jib;

import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.image.jib.BuildFile.Copy;
import org.ignition.image.jib.BuildFile.FileProperties;
import org.ignition.image.jib.BuildFile.Layer;
import org.ignition.json.Fields;

/**
 * Reads the {@code layers} of a build file. Properties of a copy win over its layer's, then all's.
 */
final class LayersReader {

  private LayersReader() {}

  static List<Layer> read(Fields layers) {
    FileProperties all = properties(layers, FileProperties.DEFAULTS);
    List<Fields> entries = layers.list("entries");
    if (entries.isEmpty()) {
      throw layers.invalid("entries", "missing or empty", "List a layer, or leave `layers` out");
    }
    List<Layer> read = entries.stream().map(entry -> layer(entry, all)).toList();
    layers.rejectUnknown();
    return read;
  }

  private static Layer layer(Fields entry, FileProperties all) {
    String name = entry.requiredText("name");
    if (entry.node("archive").isPresent()) {
      throw archive(entry);
    }
    FileProperties properties = properties(entry, all);
    List<Fields> files = entry.list("files");
    if (files.isEmpty()) {
      throw entry.invalid("files", "missing or empty", "List at least one `src` and `dest`");
    }
    List<Copy> copies = files.stream().map(copy -> copy(copy, properties)).toList();
    entry.rejectUnknown();
    return new Layer(name, copies);
  }

  /** Read as far as the schema goes, so that a misspelt key is named first; then refused. */
  private static InputException archive(Fields entry) {
    entry.requiredText("archive");
    Values.text(entry, "mediaType");
    entry.rejectUnknown();
    return entryRefused(Values.at(entry, "archive"));
  }

  private static InputException entryRefused(SourceLocation at) {
    return new InputException(
        Problem.of(
                ErrorCode.BUILD_FILE_INVALID,
                "Layers from an archive are not supported",
                "The schema has them, but Jib's command line refuses them too",
                "Unpack the archive and name its folder under `files`")
            .at(at));
  }

  private static Copy copy(Fields fields, FileProperties layer) {
    String dest = fields.requiredText("dest");
    String src = fields.requiredText("src");
    Copy copy =
        new Copy(
            src,
            destination(fields, dest),
            dest.endsWith("/"),
            Values.texts(fields, "includes"),
            Values.texts(fields, "excludes"),
            properties(fields, layer),
            Values.at(fields, "src"));
    fields.rejectUnknown();
    return copy;
  }

  private static String destination(Fields fields, String dest) {
    if (ImagePath.isSafe(dest)) {
      return dest;
    }
    throw new InputException(
        Problem.of(
                ErrorCode.LAYER_SOURCE_INVALID,
                "A destination must be an absolute path without .. in it",
                "It would leave the image's root",
                "Write it like /app/lib/")
            .at(Values.at(fields, "dest")));
  }

  private static FileProperties properties(Fields fields, FileProperties inherited) {
    return fields.fields("properties").map(own -> override(own, inherited)).orElse(inherited);
  }

  private static FileProperties override(Fields own, FileProperties inherited) {
    FileProperties read =
        new FileProperties(
            Values.permissions(own, "filePermissions").orElse(inherited.filePermissions()),
            Values.permissions(own, "directoryPermissions")
                .orElse(inherited.directoryPermissions()),
            Values.text(own, "user").orElse(inherited.user()),
            Values.text(own, "group").orElse(inherited.group()),
            Values.instant(own, "timestamp").orElse(inherited.timestamp()));
    own.rejectUnknown();
    return read;
  }
}
