package org.ignition.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ignition.action.Annotation;
import org.ignition.action.Masks;
import org.ignition.action.Outputs;
import org.ignition.action.RunnerEnvironment;
import org.ignition.action.RunnerLog;
import org.ignition.action.StepSummary;
import org.ignition.action.WorkflowCommands;
import org.ignition.command.Login;
import org.ignition.command.terminal.BarProgress;
import org.ignition.command.terminal.TerminalLog;
import org.ignition.command.terminal.TerminalScreen;
import org.ignition.command.terminal.TerminalStyle;
import org.ignition.log.Log;
import org.ignition.progress.LineProgress;
import org.ignition.progress.Progress;

/**
 * Where a command shows itself: a runner's log or a terminal, with the files that a runner reads.
 *
 * @param log what happens
 * @param progress how uploads go on
 * @param outputs for later steps; nowhere outside a runner
 * @param summary for the run's page; nowhere outside a runner
 * @param mask keeps a login out of the log from now on
 * @param surplus warnings and errors that the runner would not have shown beside the run
 */
public record Surface(
    Log log,
    Progress.Display progress,
    Outputs outputs,
    StepSummary summary,
    Consumer<Login> mask,
    Supplier<List<Annotation>> surplus) {

  /** What the runner and the terminal of {@code surroundings} offer. */
  public static Surface of(Surroundings surroundings) {
    return of(surroundings, surroundings.runner());
  }

  /** The same without the runner's files, for telling that these are of no use. */
  public static Surface withoutFiles(Surroundings surroundings) {
    Map<String, String> kept = new HashMap<>(surroundings.environment());
    kept.keySet().removeAll(List.of("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"));
    return of(surroundings, new RunnerEnvironment(kept));
  }

  private static Surface of(Surroundings surroundings, RunnerEnvironment runner) {
    return surroundings.runner().isRunner()
        ? onRunner(surroundings, runner)
        : atTerminal(surroundings, runner);
  }

  private static Surface onRunner(Surroundings surroundings, RunnerEnvironment runner) {
    WorkflowCommands commands = new WorkflowCommands(surroundings.out(), runner.isDebug());
    RunnerLog log = new RunnerLog(commands);
    return of(
        runner,
        log,
        LineProgress.in(log, surroundings.clock()),
        login -> commands.mask(Masks.ofLogin(login.user(), login.password().value())),
        log::surplus);
  }

  private static Surface atTerminal(Surroundings surroundings, RunnerEnvironment runner) {
    TerminalStyle style =
        TerminalStyle.of(
            surroundings.environment(), surroundings.interactive(), surroundings.out().charset());
    TerminalScreen screen = new TerminalScreen(surroundings.out(), surroundings.err(), style);
    return of(
        runner,
        new TerminalLog(screen, runner.isDebug()),
        BarProgress.on(screen),
        login -> {},
        List::of);
  }

  private static Surface of(
      RunnerEnvironment runner,
      Log log,
      Progress.Display progress,
      Consumer<Login> mask,
      Supplier<List<Annotation>> surplus) {
    return new Surface(
        log,
        progress,
        new Outputs(runner.outputFile(), () -> UUID.randomUUID().toString()),
        new StepSummary(runner.stepSummaryFile()),
        mask,
        surplus);
  }
}
