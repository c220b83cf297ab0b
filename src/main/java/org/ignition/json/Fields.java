package org.ignition.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;

/**
 * Takes a mapping apart key by key, so that every mistake in it is found and named with its place:
 * wrong types at once, keys that nobody asked for by {@link #rejectUnknown()}.
 */
public final class Fields {

  private final Node.Mapping mapping;
  private final DocumentKind kind;
  private final String path;
  private final Set<String> asked = new HashSet<>();

  private Fields(Node.Mapping mapping, DocumentKind kind, String path) {
    this.mapping = mapping;
    this.kind = kind;
    this.path = path;
  }

  /**
   * The fields of {@code node}.
   *
   * @param path what the node is called in errors; empty for the document itself
   * @throws IgnitionException of the kind's making when it is no mapping
   */
  public static Fields of(Node node, DocumentKind kind, String path) {
    if (node instanceof Node.Mapping mapping) {
      return new Fields(mapping, kind, path);
    }
    throw wrongForm(kind, path.isEmpty() ? "The document" : path, "a mapping", node);
  }

  /** Where the mapping begins. */
  public SourceLocation at() {
    return mapping.at();
  }

  /** The keys, in the document's order. */
  public Set<String> keys() {
    return mapping.members().keySet();
  }

  /** The value of {@code key} as it stands; absent when missing or null. */
  public Optional<Node> node(String key) {
    asked.add(key);
    return Optional.ofNullable(mapping.members().get(key))
        .map(Node.Member::value)
        .filter(value -> !isNull(value));
  }

  /** The text of {@code key}; numbers and booleans give their text as written. */
  public Optional<String> text(String key) {
    return node(key).map(value -> scalar(key, "text", value).text());
  }

  /** The text of {@code key}, which must be there and not be blank. */
  public String requiredText(String key) {
    return text(key).filter(t -> !t.isBlank()).orElseThrow(() -> missing(key));
  }

  /** {@code true} or {@code false}. */
  public Optional<Boolean> bool(String key) {
    return node(key).map(value -> bool(key, value));
  }

  private boolean bool(String key, Node value) {
    Node.Scalar scalar = scalar(key, "true or false", value);
    if (scalar.type() != Node.Scalar.Type.BOOLEAN) {
      throw wrongForm(kind, name(key), "true or false", value);
    }
    return Boolean.parseBoolean(scalar.text());
  }

  /** A whole number. */
  public Optional<Long> integer(String key) {
    return node(key).map(value -> integer(key, value));
  }

  private long integer(String key, Node value) {
    Node.Scalar scalar = scalar(key, "a whole number", value);
    try {
      if (scalar.type() == Node.Scalar.Type.NUMBER) {
        return Long.parseLong(scalar.text());
      }
    } catch (NumberFormatException e) {
      throw wrongForm(kind, name(key), "a whole number", value);
    }
    throw wrongForm(kind, name(key), "a whole number", value);
  }

  /** A mapping below {@code key}. */
  public Optional<Fields> fields(String key) {
    return node(key).map(value -> of(value, kind, name(key)));
  }

  /** The items of a list below {@code key}; empty when there is none. */
  public List<Node> items(String key) {
    return node(key).map(value -> items(key, value)).orElse(List.of());
  }

  private List<Node> items(String key, Node value) {
    if (value instanceof Node.Sequence sequence) {
      return sequence.items();
    }
    throw wrongForm(kind, name(key), "a list", value);
  }

  /** A list of mappings below {@code key}; empty when there is none. */
  public List<Fields> list(String key) {
    List<Fields> list = new ArrayList<>();
    List<Node> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      list.add(of(items.get(i), kind, name(key) + "[" + i + "]"));
    }
    return List.copyOf(list);
  }

  /** A list of texts below {@code key}; empty when there is none. */
  public List<String> texts(String key) {
    return items(key).stream().map(item -> scalar(key, "a list of texts", item).text()).toList();
  }

  /** A mapping of texts below {@code key}, in order; empty when there is none. */
  public Map<String, String> textMap(String key) {
    Map<String, String> map = new LinkedHashMap<>();
    fields(key).ifPresent(below -> below.keys().forEach(k -> map.put(k, below.text(k).orElse(""))));
    return map;
  }

  /**
   * Ends the reading.
   *
   * @throws IgnitionException of the kind's making when a key stands there that nobody asked for
   */
  public void rejectUnknown() {
    for (Map.Entry<String, Node.Member> member : mapping.members().entrySet()) {
      if (!asked.contains(member.getKey())) {
        throw unknown(member.getKey(), member.getValue().key());
      }
    }
  }

  /** An error about the value of {@code key}, or about the mapping when the key is absent. */
  public IgnitionException invalid(String key, String what, String advice) {
    Node.Member member = mapping.members().get(key);
    SourceLocation at = member == null ? mapping.at() : member.value().at();
    return kind.failure()
        .apply(Problem.of(kind.invalidValue(), name(key) + ": " + what, "", advice).at(at));
  }

  private IgnitionException missing(String key) {
    return kind.failure()
        .apply(
            Problem.of(
                    kind.invalidValue(), name(key) + " is missing", "", "Add `" + key + ":` here")
                .at(mapping.at()));
  }

  private IgnitionException unknown(String key, SourceLocation at) {
    String advice =
        Nearest.to(key, asked)
            .map(near -> "Did you mean `" + near + "`?")
            .orElseGet(() -> "Known here: " + String.join(", ", asked.stream().sorted().toList()));
    return kind.failure()
        .apply(Problem.of(kind.unknownKey(), "Unknown key " + name(key), "", advice).at(at));
  }

  private Node.Scalar scalar(String key, String wanted, Node value) {
    if (value instanceof Node.Scalar scalar && scalar.type() != Node.Scalar.Type.NULL) {
      return scalar;
    }
    throw wrongForm(kind, name(key), wanted, value);
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static boolean isNull(Node value) {
    return value instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.NULL;
  }

  private static IgnitionException wrongForm(
      DocumentKind kind, String name, String wanted, Node value) {
    return kind.failure()
        .apply(
            Problem.of(
                    kind.invalidValue(),
                    name + " must be " + wanted + ", not " + value.form(),
                    "",
                    "Change the value to " + wanted)
                .at(value.at()));
  }
}
