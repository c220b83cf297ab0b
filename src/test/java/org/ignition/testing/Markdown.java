package org.ignition.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A document in GitHub's Markdown: its YAML blocks, headings and links. */
public final class Markdown {

  private static final Pattern YAML_BLOCK = Pattern.compile("(?ms)^```ya?ml\\n(.*?)^```$");
  private static final Pattern ANY_BLOCK = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");

  private final Path file;
  private final String text;

  public Markdown(Path file) throws IOException {
    this.file = file;
    this.text = Files.readString(file);
  }

  /** The documents that users read. */
  public static List<Path> published() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(""), 3)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.startsWith("target") && !file.startsWith(".git"))
          .sorted()
          .toList();
    }
  }

  /** The blocks of YAML, named by the document and the line that they begin at. */
  public List<YamlFile> yaml() {
    return YAML_BLOCK.matcher(text).results().map(this::yaml).toList();
  }

  private YamlFile yaml(MatchResult block) {
    long line = text.substring(0, block.start(1)).lines().count() + 1;
    return YamlFile.parse(Path.of(file + "@" + line), block.group(1));
  }

  /** Links to files or headings that are not there. */
  public List<String> brokenLinks() throws IOException {
    List<String> broken = new ArrayList<>();
    List<String> links =
        LINK.matcher(prose()).results().map(found -> found.group(1)).distinct().toList();
    for (String link : links) {
      if (!link.matches("[a-z]+:.*") && !leadsSomewhere(link)) {
        broken.add(link);
      }
    }
    return broken;
  }

  private boolean leadsSomewhere(String link) throws IOException {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? file : file.resolveSibling(path);
    return Files.exists(target)
        && (hash < 0 || new Markdown(target).anchors().contains(link.substring(hash + 1)));
  }

  /** As GitHub makes them of headings; a heading that comes twice is not linked to here. */
  private Set<String> anchors() {
    return HEADING
        .matcher(prose())
        .results()
        .map(heading ->
            heading
                .group(1)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-'))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String prose() {
    return ANY_BLOCK.matcher(text).replaceAll("");
  }
}
