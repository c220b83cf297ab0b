package org.ignition.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML and JSON documents into {@link Node}s. */
public final class Documents {

  /** How YAML's parser tells where: a line of its own, and the text there below it, indented. */
  private static final Pattern PLACE = Pattern.compile("(?m)^ in .*, line (\\d+), column (\\d+):$");

  /** The same, of where something began, before the line that says what is wrong. */
  private static final Pattern BEGINNING =
      Pattern.compile("\n in [^\n]*, line (\\d+), column \\d+:\n(?: {4}[^\n]*\n)*(?=\\S)");

  private final DocumentKind kind;
  private final Path file;
  private final JsonParser parser;

  private Documents(DocumentKind kind, Path file, JsonParser parser) {
    this.kind = kind;
    this.file = file;
    this.parser = parser;
  }

  /**
   * Reads one YAML document (core schema; duplicate keys, anchors and aliases are errors).
   *
   * @param file what errors name
   * @throws IgnitionException of the kind's making when {@code text} is not one YAML document
   */
  public static Node yaml(String text, Path file, DocumentKind kind) {
    return read(Factories.YAML, text, file, kind);
  }

  /**
   * Reads one JSON document (RFC 8259; duplicate keys are errors).
   *
   * @param file what errors name
   * @throws IgnitionException of the kind's making when {@code text} is not one JSON document
   */
  public static Node json(String text, Path file, DocumentKind kind) {
    return read(Factories.JSON, text, file, kind);
  }

  /**
   * Reads the beginning of a JSON object that was cut anywhere: those of its members that are
   * whole. None when it is no object.
   */
  public static Node.Mapping jsonBeginning(String text, Path file, DocumentKind kind) {
    Map<String, Node.Member> members = new LinkedHashMap<>();
    try (JsonParser parser = Factories.JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        new Documents(kind, file, parser).wholeMembers(members);
      }
    } catch (JacksonException e) {
      // This is where it was cut.
    }
    return new Node.Mapping(members, SourceLocation.of(file));
  }

  /** Held apart so that a command that reads no YAML loads no YAML. */
  private static final class Factories {
    static final TokenStreamFactory JSON =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    static final TokenStreamFactory YAML =
        YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  }

  private static Node read(TokenStreamFactory factory, String text, Path file, DocumentKind kind) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      return new Documents(kind, file, parser).document();
    } catch (JacksonException e) {
      throw kind.failure()
          .apply(
              Problem.of(kind.syntax(), "Not readable: " + reason(e), "", "Correct the syntax")
                  .at(place(file, e)));
    }
  }

  /** YAML's parser knows the place itself; what its exception names is the token before it. */
  private static SourceLocation place(Path file, JacksonException e) {
    return PLACE
        .matcher(e.getOriginalMessage())
        .results()
        .reduce((_, last) -> last)
        .map(at ->
            new SourceLocation(file, Integer.parseInt(at.group(1)), Integer.parseInt(at.group(2))))
        .orElseGet(() -> location(file, e.getLocation()));
  }

  /**
   * The parser's words on one line, without its own pointing to the place, which is told better and
   * apart, and without the text there.
   */
  private static String reason(JacksonException e) {
    return BEGINNING
        .matcher(e.getOriginalMessage())
        .replaceAll(" from line $1\n")
        .lines()
        .takeWhile(line -> !line.startsWith(" in "))
        .collect(Collectors.joining(", "))
        .replaceFirst(" ?\\((start marker )?at \\[Source: .*", "");
  }

  private Node document() {
    if (parser.nextToken() == null) {
      throw problem("The document is empty", SourceLocation.of(file));
    }
    Node root = value();
    if (parser.nextToken() != null) {
      throw problem("There is more than one document", here());
    }
    return root;
  }

  private Node value() {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw problem("Aliases (*name) are not supported", here());
    }
    SourceLocation at = here();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(at);
      case START_ARRAY -> sequence(at);
      case VALUE_TRUE, VALUE_FALSE -> scalar(Node.Scalar.Type.BOOLEAN, at);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Node.Scalar.Type.NUMBER, at);
      case VALUE_NULL -> new Node.Scalar("", Node.Scalar.Type.NULL, at);
      // YAML's second spelling of null, which the parser leaves as it stands.
      case VALUE_STRING ->
          parser instanceof YAMLParser && parser.getString().equals("~")
              ? new Node.Scalar("", Node.Scalar.Type.NULL, at)
              : scalar(Node.Scalar.Type.TEXT, at);
      default -> throw problem("Unexpected " + parser.currentToken(), at);
    };
  }

  private Node.Scalar scalar(Node.Scalar.Type type, SourceLocation at) {
    return new Node.Scalar(parser.getString(), type, at);
  }

  private Node mapping(SourceLocation at) {
    Map<String, Node.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      SourceLocation keyAt = here();
      parser.nextToken();
      members.put(key, new Node.Member(keyAt, value()));
    }
    return new Node.Mapping(members, at);
  }

  /** What stands behind a value tells that it has ended: of 123 there may have been more. */
  private void wholeMembers(Map<String, Node.Member> members) {
    JsonToken token = parser.nextToken();
    while (token == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      SourceLocation keyAt = here();
      parser.nextToken();
      Node.Member member = new Node.Member(keyAt, value());
      token = parser.nextToken();
      members.put(key, member);
    }
  }

  private Node sequence(SourceLocation at) {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new Node.Sequence(items, at);
  }

  private SourceLocation here() {
    return location(file, parser.currentTokenLocation());
  }

  private static SourceLocation location(Path file, @Nullable TokenStreamLocation location) {
    return location == null || location.getLineNr() < 1
        ? SourceLocation.of(file)
        : new SourceLocation(file, location.getLineNr(), Math.max(location.getColumnNr(), 0));
  }

  private IgnitionException problem(String what, SourceLocation at) {
    return kind.failure().apply(Problem.of(kind.syntax(), what, "", "Correct the file").at(at));
  }
}
