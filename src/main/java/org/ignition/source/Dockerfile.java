package org.ignition.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be told of a Dockerfile (Docker documentation, "Dockerfile reference") without building
 * it.
 *
 * @param file relative to the repository's root
 * @param context the folder that it is built in, relative to the root; {@code .} for the root
 * @param versionFile the absolute path that its last stage writes the build argument {@code
 *     VERSION} to, and nothing else; empty where that cannot be told
 */
public record Dockerfile(Path file, Path context, Optional<String> versionFile) {

  private static final Path ROOT = Path.of(".");
  private static final Pattern CONTINUATION = Pattern.compile("\\\\[ \\t]*\\R");
  private static final Pattern STAGE = Pattern.compile("(?i)\\s*FROM\\s.*");
  private static final Pattern ARGUMENT = Pattern.compile("(?i)\\s*ARG\\s+VERSION\\s*(?:=.*)?");
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?i:\\s*RUN)\\s(?:.*\\s)?(?:echo|printf\\s+[\"']?%s(?:\\\\n)?[\"']?)\\s+"
              + "[\"']?\\$(?:VERSION|\\{VERSION})[\"']?\\s*>\\s*[\"']?(/[\\w./-]+)[\"']?(?:[\\s;&].*)?");
  private static final Pattern COPIED =
      Pattern.compile("(?i)\\s*(?:COPY|ADD)\\s+((?:--\\S+\\s+)*)([^\\[].*)");
  private static final Pattern UNKNOWABLE = Pattern.compile("[*?\\[$<\"]|://");

  /**
   * Reads {@code text}.
   *
   * @param exists whether a path, relative to the repository's root, is there
   */
  static Dockerfile parse(Path file, String text, Predicate<Path> exists) {
    List<String> lines = CONTINUATION.matcher(text).replaceAll(" ").lines().toList();
    return new Dockerfile(file, context(file, lines, exists), versionFile(lines));
  }

  /** The Dockerfile's own folder, unless only the root has everything that is copied. */
  private static Path context(Path file, List<String> lines, Predicate<Path> exists) {
    Path folder = Objects.requireNonNullElse(file.getParent(), ROOT);
    List<String> sources = lines.stream().flatMap(line -> sources(line).stream()).toList();
    boolean inFolder = sources.stream().allMatch(s -> exists.test(below(folder, s)));
    boolean inRoot = sources.stream().allMatch(s -> exists.test(below(ROOT, s)));
    return inRoot && !inFolder ? ROOT : folder;
  }

  /** A source that starts with a slash starts at the context too. */
  private static Path below(Path context, String source) {
    return context.resolve(source.replaceFirst("^/+", "")).normalize();
  }

  private static List<String> sources(String line) {
    Matcher copied = COPIED.matcher(line);
    if (!copied.matches() || copied.group(1).contains("--from=")) {
      return List.of();
    }
    List<String> words = new ArrayList<>(List.of(copied.group(2).strip().split("\\s+")));
    words.removeLast();
    words.removeIf(word -> UNKNOWABLE.matcher(word).find());
    return words;
  }

  private static Optional<String> versionFile(List<String> lines) {
    List<String> last = lastStage(lines);
    if (last.stream().noneMatch(line -> ARGUMENT.matcher(line).matches())) {
      return Optional.empty();
    }
    return last.stream()
        .map(WRITTEN::matcher)
        .filter(Matcher::matches)
        .map(written -> written.group(1))
        .findFirst();
  }

  private static List<String> lastStage(List<String> lines) {
    int start = 0;
    for (int i = 0; i < lines.size(); i++) {
      start = STAGE.matcher(lines.get(i)).matches() ? i : start;
    }
    return lines.subList(start, lines.size());
  }
}
