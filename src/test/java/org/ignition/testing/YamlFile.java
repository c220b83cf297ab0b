package org.ignition.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ignition.failure.DefectException;
import org.ignition.failure.ErrorCode;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.json.Node;

/** A YAML document that somebody publishes, and what its steps are if it is a workflow. */
public record YamlFile(Path file, String text, Node root) {

  public static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.CONFIG_SYNTAX, DefectException::new);

  public static YamlFile parse(Path file, String text) {
    return new YamlFile(file, text, Documents.yaml(text, file, KIND));
  }

  /** Every mapping with the key {@code key}, wherever it stands. */
  public List<Fields> having(String key) {
    List<Fields> found = new ArrayList<>();
    collect(root, key, found);
    return found;
  }

  private static void collect(Node node, String key, List<Fields> found) {
    switch (node) {
      case Node.Mapping mapping -> {
        if (mapping.members().containsKey(key)) {
          found.add(Fields.of(mapping, KIND, ""));
        }
        mapping.members().values().forEach(member -> collect(member.value(), key, found));
      }
      case Node.Sequence list -> list.items().forEach(item -> collect(item, key, found));
      case Node.Scalar _ -> {}
    }
  }

  /** Whether the document is a mapping with the key {@code key}. */
  public boolean has(String key) {
    return root instanceof Node.Mapping mapping && mapping.members().containsKey(key);
  }

  /** The steps of the only job that has any. */
  public List<Fields> steps() {
    return having("steps").getFirst().list("steps");
  }

  /** What {@code key} of the only job with steps says, such as {@code env}. */
  public Map<String, String> ofJob(String key) {
    return having("steps").getFirst().textMap(key);
  }
}
