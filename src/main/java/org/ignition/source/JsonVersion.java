package org.ignition.source;

import java.nio.file.Path;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.json.Node;

/** The version in a package.json (npm documentation, "package.json", version). */
final class JsonVersion {

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.VERSION_SOURCE_UNREADABLE, InputException::new);

  private JsonVersion() {}

  static WrittenVersion in(String text, Path file) {
    Fields fields = Fields.of(Documents.json(text, file, KIND), KIND, "");
    String version = fields.text("version").orElseThrow(() -> missing(file));
    Node node = fields.node("version").orElseThrow();
    return new WrittenVersion(version, node.at());
  }

  private static InputException missing(Path file) {
    return WrittenVersion.missing(file, "`version`");
  }
}
