package org.ignition.action;

import java.util.List;
import java.util.Optional;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.log.Log;

/** The log of a step on a GitHub runner. */
public final class RunnerLog implements Log {

  private final WorkflowCommands commands;
  private final AnnotationQuota quota = new AnnotationQuota();

  /** Writes by {@code commands}. */
  public RunnerLog(WorkflowCommands commands) {
    this.commands = commands;
  }

  @Override
  public void line(String text) {
    commands.text(text);
  }

  @Override
  public void result(String text) {
    commands.text(text);
  }

  @Override
  public Group group(String title) {
    commands.startGroup(title);
    return commands::endGroup;
  }

  @Override
  public void warn(String text) {
    annotate(new Annotation(Annotation.Level.WARNING, "", text, Optional.empty()));
  }

  @Override
  public void warn(String text, SourceLocation at) {
    annotate(new Annotation(Annotation.Level.WARNING, "", text, Optional.of(at)));
  }

  /** Writes an annotation as long as GitHub shows it; one more of its level is left out. */
  @Override
  public void annotate(Weight weight, String title, String text, SourceLocation at) {
    Annotation.Level level =
        switch (weight) {
          case ERROR -> Annotation.Level.ERROR;
          case WARNING -> Annotation.Level.WARNING;
          case NOTE -> Annotation.Level.NOTICE;
        };
    if (quota.take(level)) {
      commands.annotate(new Annotation(level, title, text, Optional.of(at)));
    }
  }

  /** Writes one error annotation, titled by code, that says what, why and what to do. */
  @Override
  public void problem(Problem problem) {
    String title = problem.code().id() + " " + problem.code().title();
    annotate(new Annotation(Annotation.Level.ERROR, title, message(problem), problem.at()));
  }

  @Override
  public void debug(String text) {
    commands.debug(text);
  }

  /**
   * The annotations that GitHub would not have shown, as they are more than ten of a level; they
   * stand in the log as plain lines, and belong into the summary.
   */
  public List<Annotation> surplus() {
    return quota.surplus();
  }

  private void annotate(Annotation annotation) {
    if (quota.admit(annotation)) {
      commands.annotate(annotation);
    } else {
      commands.text(annotation.toString());
    }
  }

  private static String message(Problem problem) {
    String why = problem.why().isEmpty() ? "" : ". " + problem.why();
    String advice = problem.advice().isEmpty() ? "" : "\n→ " + problem.advice();
    return problem.what() + why + advice;
  }
}
