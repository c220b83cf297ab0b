package org.ignition.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.failure.SourceLocation;

/** A value of a YAML or JSON document that knows where it stands. */
public sealed interface Node {

  /** Where the value begins. */
  SourceLocation at();

  /** The value in the reader's words: {@code a mapping}, {@code a list}, {@code text}, … */
  String form();

  /**
   * Keys and values, in the document's order; a key stands once.
   *
   * @param members by key
   */
  record Mapping(Map<String, Member> members, SourceLocation at) implements Node {

    /** Copies the members, keeping their order. */
    public Mapping {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String form() {
      return "a mapping";
    }
  }

  /**
   * A key's place and its value.
   *
   * @param key where the key stands
   * @param value what it is bound to
   */
  record Member(SourceLocation key, Node value) {}

  /**
   * A list.
   *
   * @param items in order
   */
  record Sequence(List<Node> items, SourceLocation at) implements Node {

    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String form() {
      return "a list";
    }
  }

  /**
   * A single value.
   *
   * @param text as it stands in the document, unquoted
   * @param type what the document's syntax makes of it
   */
  record Scalar(String text, Type type, SourceLocation at) implements Node {

    @Override
    public String form() {
      return switch (type) {
        case TEXT -> "text";
        case NUMBER -> "a number";
        case BOOLEAN -> "true or false";
        case NULL -> "nothing";
      };
    }

    /** The types of YAML's core schema. */
    public enum Type {
      TEXT,
      NUMBER,
      BOOLEAN,
      NULL
    }
  }
}
