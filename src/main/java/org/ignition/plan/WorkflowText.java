package org.ignition.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ignition.image.Platform;
import org.ignition.source.Dockerfile;

/**
 * Makes a repository's workflow of a published one: the templates are complete workflows, in which
 * the few lines that depend on the repository are replaced.
 */
final class WorkflowText {

  private String text;

  private WorkflowText(String template) {
    this.text = template;
  }

  /** The workflow of a repository with a build file. */
  static String assembling(String template, List<String> branches) {
    return new WorkflowText(template).releasing(branches).text;
  }

  /** The workflow of a repository with a Dockerfile. */
  static String building(
      String template,
      List<String> branches,
      Dockerfile dockerfile,
      Path archive,
      Platform platform) {
    return new WorkflowText(template)
        .releasing(branches)
        .with("DOCKERFILE: Dockerfile", "DOCKERFILE: " + YamlText.of(dockerfile.file().toString()))
        .with("CONTEXT: .", "CONTEXT: " + YamlText.of(dockerfile.context().toString()))
        .with("PLATFORM: linux/amd64", "PLATFORM: " + YamlText.of(platform.toString()))
        .with("ARCHIVE: image.tar", "ARCHIVE: " + YamlText.of(archive.toString()))
        .text;
  }

  /** The workflow of a repository with migrations in {@code folder}. */
  static String checking(String template, Path folder) {
    return new WorkflowText(template)
        .with("- db/migrations/**", "- " + YamlText.of(folder + "/**"))
        .text;
  }

  private WorkflowText releasing(List<String> branches) {
    String list = branches.stream().map(YamlText::of).collect(Collectors.joining(", "));
    return with("branches: [main]", "branches: [" + list + "]");
  }

  private WorkflowText with(String line, String replacement) {
    int at = text.indexOf(line);
    if (at < 0 || text.indexOf(line, at + 1) >= 0) {
      throw new IllegalStateException("the template must hold once: " + line);
    }
    text = text.substring(0, at) + replacement + text.substring(at + line.length());
    return this;
  }
}
