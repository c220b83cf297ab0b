package org.ignition.image.jib;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.image.ImageReference;
import org.ignition.image.Platform;
import org.ignition.image.jib.BuildFile.Base;
import org.ignition.image.jib.BuildFile.Format;
import org.ignition.image.jib.BuildFile.Port;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;

/**
 * Reads build files ({@code jib/v1alpha1}; Jib's {@code buildfile/*Spec.java}). Every key of the
 * schema is known, every other one is an error.
 */
public final class BuildFileReader {

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.BUILD_FILE_INVALID, InputException::new);
  private static final int LARGEST = 1024 * 1024;

  private BuildFileReader() {}

  /**
   * Reads a file.
   *
   * @param file to read
   * @param shownAs what errors call it
   * @param parameters values for {@code ${name}}
   * @throws InputException when it is missing, unreadable, or no build file
   */
  public static BuildFile read(Path file, Path shownAs, Map<String, String> parameters) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw problem(ErrorCode.BUILD_FILE_INVALID, "The build file is over 1 MiB", shownAs);
      }
      return parse(utf8(content), shownAs, parameters);
    } catch (CharacterCodingException e) {
      throw problem(ErrorCode.BUILD_FILE_INVALID, "The build file is not UTF-8 text", shownAs);
    } catch (IOException e) {
      throw problem(ErrorCode.BUILD_FILE_NOT_FOUND, "The build file cannot be read", shownAs);
    }
  }

  private static String utf8(byte[] content) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
  }

  private static InputException problem(ErrorCode code, String what, Path file) {
    return new InputException(
        Problem.of(code, what, "", "Name a jib/v1alpha1 build file in `image.build-file`")
            .at(SourceLocation.of(file)));
  }

  /**
   * Reads a text.
   *
   * @param file what errors call it
   * @param parameters values for {@code ${name}}
   * @throws InputException when it is no build file
   */
  public static BuildFile parse(String text, Path file, Map<String, String> parameters) {
    String filled = new Parameters(Map.copyOf(parameters), file).apply(text);
    Fields fields = Fields.of(Documents.yaml(filled, file, KIND), KIND, "");
    fields.requiredText("apiVersion");
    if (!fields.requiredText("kind").equals("BuildFile")) {
      throw fields.invalid("kind", "not BuildFile", "Write `kind: BuildFile`");
    }
    BuildFile read =
        new BuildFile(
            file,
            fields.fields("from").flatMap(BuildFileReader::base),
            Values.instant(fields, "creationTime").orElse(Instant.EPOCH),
            format(fields),
            environment(fields),
            texts(fields, "labels"),
            volumes(fields),
            ports(fields),
            Values.text(fields, "user"),
            Values.text(fields, "workingDirectory")
                .map(path -> Values.absolute(fields, "workingDirectory", path)),
            command(fields, "entrypoint"),
            command(fields, "cmd"),
            fields.fields("layers").map(LayersReader::read).orElse(List.of()));
    fields.rejectUnknown();
    return read;
  }

  private static Optional<Base> base(Fields from) {
    String name = from.requiredText("image");
    List<Platform> platforms =
        from.list("platforms").stream().map(BuildFileReader::platform).toList();
    from.rejectUnknown();
    if (name.startsWith("docker://") || name.startsWith("tar://")) {
      throw from.invalid(
          "image",
          "a base from a Docker daemon or a tar is not supported",
          "Push the base to a registry and name it there");
    }
    String reference = name.startsWith("registry://") ? name.substring(11) : name;
    return reference.equals("scratch")
        ? Optional.empty()
        : Optional.of(new Base(reference(from, reference), platforms, Values.at(from, "image")));
  }

  private static ImageReference reference(Fields from, String text) {
    try {
      return ImageReference.parse(text);
    } catch (InputException e) {
      throw from.invalid("image", e.problem().what(), e.problem().advice());
    }
  }

  private static Platform platform(Fields fields) {
    String text = fields.requiredText("os") + "/" + fields.requiredText("architecture");
    fields.rejectUnknown();
    try {
      return Platform.parse(text);
    } catch (InputException e) {
      throw fields.invalid("architecture", e.problem().what(), e.problem().advice());
    }
  }

  private static Format format(Fields fields) {
    return switch (Values.text(fields, "format").orElse("Docker")) {
      case "Docker" -> Format.DOCKER;
      case "OCI" -> Format.OCI;
      default -> throw fields.invalid("format", "neither Docker nor OCI", "Write Docker or OCI");
    };
  }

  private static Map<String, String> environment(Fields fields) {
    Map<String, String> environment = texts(fields, "environment");
    if (environment.keySet().stream().anyMatch(name -> name.contains("="))) {
      throw fields.invalid("environment", "a name holds =", "Write `NAME: value`");
    }
    return environment;
  }

  private static Map<String, String> texts(Fields fields, String key) {
    Map<String, String> texts = new LinkedHashMap<>(fields.textMap(key));
    texts.forEach((name, value) -> {
      if (name.isBlank() || value.isBlank()) {
        throw fields
            .fields(key)
            .orElse(fields)
            .invalid(name, "empty", "Give a value, or leave the key out");
      }
    });
    return texts;
  }

  private static List<String> volumes(Fields fields) {
    return Values.texts(fields, "volumes").stream()
        .map(path -> Values.absolute(fields, "volumes", path))
        .distinct()
        .sorted()
        .toList();
  }

  private static Set<Port> ports(Fields fields) {
    Set<Port> ports = new LinkedHashSet<>();
    Values.texts(fields, "exposedPorts")
        .forEach(text -> ports.addAll(Values.ports(fields, "exposedPorts", text)));
    return ports;
  }

  /** Null and absent inherit from the base; an empty list clears what it has. */
  private static Optional<List<String>> command(Fields fields, String key) {
    return fields.node(key).map(_ -> Values.texts(fields, key));
  }
}
