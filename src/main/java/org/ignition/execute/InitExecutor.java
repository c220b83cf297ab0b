package org.ignition.execute;

import java.nio.file.Path;
import java.time.Clock;
import org.ignition.failure.IgnitionException;
import org.ignition.plan.InitStep;
import org.ignition.plan.Plan;

/** Carries out a plan of `init`. */
public final class InitExecutor {

  private final NewFiles files;
  private final PlanRun<InitStep> run;

  /**
   * @param files where files are made
   * @param listener hears how it goes on
   * @param clock tells durations
   */
  public InitExecutor(NewFiles files, StepListener listener, Clock clock) {
    this.files = files;
    this.run = new PlanRun<>(listener, clock);
  }

  /** What happened so far; complete once {@link #run} has ended, in whichever way. */
  public Journal journal() {
    return run.journal();
  }

  /**
   * Carries out {@code plan}.
   *
   * @throws IgnitionException when a step fails; a partial one when a file was written before
   */
  public void run(Plan<InitStep> plan) {
    run.carryOut(plan, this::perform);
  }

  private String perform(InitStep step) {
    return switch (step) {
      case InitStep.WriteFile(Path file, String text, String _) -> write(file, text);
    };
  }

  private String write(Path file, String text) {
    files.create(file, text);
    return text.lines().count() + " lines";
  }

  /** Makes files in the repository. */
  public interface NewFiles {

    /**
     * Makes a file, whole or not at all.
     *
     * @param file relative to the repository's root
     * @throws org.ignition.failure.InputException when it is there already or cannot be written
     */
    void create(Path file, String text);
  }
}
