package org.ignition.flow.init;

import java.util.Optional;
import org.ignition.command.Command;
import org.ignition.execute.InitExecutor;
import org.ignition.execute.Journal;
import org.ignition.flow.Flow;
import org.ignition.flow.StepLog;
import org.ignition.flow.Surface;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Tool;
import org.ignition.flow.Workspace;
import org.ignition.plan.InitFacts;
import org.ignition.plan.InitPlanner;
import org.ignition.plan.InitStep;
import org.ignition.plan.NewFileDiff;
import org.ignition.plan.Plan;
import org.ignition.report.Conclusion;
import org.ignition.report.InitConclusion;
import org.jspecify.annotations.Nullable;

/** `init`: from what the repository holds to the files that release it. */
public final class InitFlow implements Flow {

  private final Command.Init command;
  private final Surface surface;
  private final Surroundings surroundings;
  private final Workspace workspace;
  private @Nullable InitExecutor executor;

  /** Of one command; nothing happens before it is run. */
  public InitFlow(Command.Init command, Surface surface, Surroundings surroundings) {
    this.command = command;
    this.surface = surface;
    this.surroundings = surroundings;
    this.workspace = Workspace.of(surroundings);
  }

  @Override
  public Optional<Journal> journal() {
    return Optional.ofNullable(executor).map(InitExecutor::journal);
  }

  @Override
  public Conclusion run() {
    InitFacts facts = new InitFactsReader(workspace.root(), surroundings.environment()).read();
    Plan<InitStep> plan = InitPlanner.plan(facts);
    surface.log().line(Tool.NAME + " " + Tool.version() + " · " + plan.intent());
    plan.notes().forEach(surface.log()::line);
    return command.dryRun() ? planned(plan) : execute(plan);
  }

  private Conclusion planned(Plan<InitStep> plan) {
    plan.steps().forEach(step -> surface.log().result(diff(step)));
    return InitConclusion.planned(plan);
  }

  private static String diff(InitStep step) {
    return switch (step) {
      case InitStep.WriteFile write -> NewFileDiff.of(write);
    };
  }

  private Conclusion execute(Plan<InitStep> plan) {
    InitExecutor running =
        new InitExecutor(
            workspace::create,
            new StepLog(surface.log(), surface.progress()),
            surroundings.clock());
    executor = running;
    running.run(plan);
    return InitConclusion.of(plan, running.journal());
  }
}
