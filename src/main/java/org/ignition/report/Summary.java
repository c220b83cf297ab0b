package org.ignition.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ignition.action.Annotation;
import org.ignition.action.Markdown;
import org.ignition.execute.Journal;
import org.ignition.failure.Problem;
import org.ignition.metadata.BuildMetadata;
import org.ignition.plan.Plan;
import org.ignition.plan.Step;

/** The step summary in GitHub's Markdown: verdict first, then facts, then what was done. */
public final class Summary {

  private static final String NEWLINE = "\n";

  private final List<String> lines = new ArrayList<>();

  private Summary() {}

  /**
   * What `build` shows when it ended well.
   *
   * @param took this run
   */
  public static String built(
      BuildMetadata metadata, boolean reused, Plan<?> plan, Journal journal, Duration took) {
    Summary summary = new Summary();
    summary.title((reused ? "Reused " : "Built ") + metadata.version() + " in " + seconds(took));
    summary.image(metadata);
    summary.names(metadata);
    summary.deploy(metadata);
    summary.notes(plan);
    summary.journal(journal);
    return summary.text();
  }

  /** What `init` shows when it ended well. */
  public static String initialized(Plan<?> plan, Journal journal) {
    Summary summary = new Summary();
    summary.title(plan.changesAnything() ? "Ready to be released" : "Nothing to do");
    summary.notes(plan);
    summary.journal(journal);
    return summary.text();
  }

  /**
   * What `migrate` shows when it ended well.
   *
   * @param title its outcome
   * @param matrices which releases run on which schema, as Markdown
   */
  public static String migrated(String title, Plan<?> plan, Journal journal, String matrices) {
    Summary summary = new Summary();
    summary.title(title);
    summary.notes(plan);
    summary.line(matrices);
    summary.journal(journal);
    return summary.text();
  }

  /**
   * What `backup` shows when it ended well.
   *
   * @param title its outcome
   * @param journal what was done, when there was anything to do
   * @param more Markdown of its own
   */
  public static String backedUp(
      String title, Plan<?> plan, Optional<Journal> journal, String more) {
    Summary summary = new Summary();
    summary.title(title);
    summary.notes(plan);
    summary.line(more);
    journal.ifPresent(summary::journal);
    return summary.text();
  }

  /** What a dry run shows. */
  public static String planned(Plan<?> plan) {
    Summary summary = new Summary();
    summary.title("Planned: " + plan.intent());
    summary.plan(plan);
    summary.notes(plan);
    return summary.text();
  }

  /** What `describe` shows. */
  public static String described(String text) {
    Summary summary = new Summary();
    summary.title("The image of this commit");
    summary.line("<pre>" + Markdown.lines(text) + "</pre>");
    return summary.text();
  }

  /**
   * The warnings and errors that GitHub does not show beside the run; empty when there are none.
   */
  public static String surplus(List<Annotation> annotations) {
    Summary summary = new Summary();
    if (!annotations.isEmpty()) {
      summary.title("And " + annotations.size() + " more");
      annotations.forEach(more -> summary.line("- " + Markdown.text(more.toString())));
    }
    return summary.text();
  }

  /**
   * What a failure shows.
   *
   * @param command which command
   * @param result how it ended
   * @param journal what was done before it, when anything was begun
   */
  public static String failed(
      String command, Result result, Problem problem, Optional<Journal> journal) {
    Summary summary = new Summary();
    summary.title(command + " " + words(result) + ": " + problem.what());
    summary.problem(problem);
    journal.ifPresent(summary::journal);
    return summary.text();
  }

  private static String words(Result result) {
    return switch (result) {
      case REFUSED -> "refused";
      case PARTIAL -> "failed halfway";
      case DONE, UNCHANGED, PLANNED, PASSED, WARNED, FAILED -> "failed";
    };
  }

  private void title(String title) {
    line("## " + Markdown.text(title));
    line("");
  }

  private void image(BuildMetadata metadata) {
    line("| | |");
    line("|---|---|");
    row("image", metadata.repository().at(metadata.digest()));
    row("commit", metadata.sha().hex());
    row("version", metadata.version().toString());
    row("repository", metadata.repositoryType());
    row("platform", metadata.arch());
    row("size", metadata.sizeBytes() + " bytes");
    row("digest check", metadata.digests().verification());
    row("signature", metadata.signature().status() + " (" + metadata.signature().reason() + ")");
    line("");
  }

  private void names(BuildMetadata metadata) {
    line("| tag | digest |");
    line("|---|---|");
    metadata.tags().forEach(tag -> row(tag.value(), metadata.digest().value()));
    line("");
  }

  private void deploy(BuildMetadata metadata) {
    line("**To deploy it**, by digest:");
    line("");
    line("```");
    line(metadata.repository().at(metadata.digest()));
    line("```");
    line("");
  }

  private void notes(Plan<?> plan) {
    if (!plan.notes().isEmpty()) {
      plan.notes().forEach(note -> line("- " + Markdown.text(note)));
      line("");
    }
  }

  private void plan(Plan<?> plan) {
    line("| | step | why |");
    line("|---|---|---|");
    int number = 1;
    for (Step step : plan.steps()) {
      line(
          "| "
              + number++
              + " | "
              + Markdown.text(step.title())
              + " | "
              + Markdown.text(step.reason())
              + " |");
    }
    line("");
  }

  private void problem(Problem problem) {
    problem.at().ifPresent(at -> line("At " + Markdown.code(at.toString()) + NEWLINE));
    if (!problem.why().isEmpty()) {
      line(Markdown.text(problem.why()) + NEWLINE);
    }
    if (!problem.advice().isEmpty()) {
      line("**What to do:** " + Markdown.text(problem.advice()) + NEWLINE);
    }
    line(
        Markdown.code(problem.code().id()) + " " + Markdown.text(problem.code().title()) + NEWLINE);
  }

  private void journal(Journal journal) {
    if (journal.entries().isEmpty()) {
      return;
    }
    line("<details><summary>What was done</summary>");
    line("");
    line("| step | outcome | time | |");
    line("|---|---|---|---|");
    for (Journal.Entry entry : journal.entries()) {
      line(
          "| "
              + Markdown.text(entry.step().title())
              + " | "
              + outcome(entry.outcome())
              + " | "
              + seconds(entry.took())
              + " | "
              + Markdown.text(entry.remark())
              + " |");
    }
    line("");
    line("</details>");
  }

  private static String outcome(Journal.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.2f s", took.toMillis() / 1000.0);
  }

  private void row(String name, String value) {
    line("| " + Markdown.text(name) + " | " + Markdown.code(value) + " |");
  }

  private void line(String line) {
    lines.add(line);
  }

  private String text() {
    return String.join(NEWLINE, lines) + NEWLINE;
  }
}
