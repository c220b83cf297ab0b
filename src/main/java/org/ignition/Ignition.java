package org.ignition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ignition.action.RunnerEnvironment;
import org.ignition.command.Command;
import org.ignition.command.CommandName;
import org.ignition.command.Output;
import org.ignition.command.RunnerParser;
import org.ignition.command.terminal.Invocation;
import org.ignition.command.terminal.TerminalParser;
import org.ignition.execute.Journal;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DefectException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.Problem;
import org.ignition.flow.Flow;
import org.ignition.flow.Surface;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Tool;
import org.ignition.flow.Traces;
import org.ignition.flow.backup.BackupFlow;
import org.ignition.flow.build.BuildFlow;
import org.ignition.flow.build.DescribeFlow;
import org.ignition.flow.check.CheckMigrationsFlow;
import org.ignition.flow.init.InitFlow;
import org.ignition.flow.migrate.MigrateFlow;
import org.ignition.flow.quickstart.QuickstartFlow;
import org.ignition.report.Conclusion;
import org.ignition.report.Result;
import org.ignition.report.Summary;
import org.jspecify.annotations.Nullable;

/**
 * What every command goes through: it is parsed, carried out, and told of, whether it ends well or
 * not.
 */
public final class Ignition {

  private static final String NO_COMMAND = "ignition-release";

  private final Surroundings surroundings;
  private final RunnerEnvironment runner;
  private final AtomicBoolean told = new AtomicBoolean();

  private volatile @Nullable Surface surface;
  private volatile @Nullable Flow flow;
  private volatile String phase = NO_COMMAND;
  private volatile boolean cancelling;
  private volatile OptionalInt ended = OptionalInt.empty();

  Ignition(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.runner = surroundings.runner();
  }

  /** Runs what the runner's inputs, or else {@code arguments}, ask for; returns the exit code. */
  int run(List<String> arguments) {
    int code = runAndTell(arguments);
    ended = OptionalInt.of(code);
    return code;
  }

  private int runAndTell(List<String> arguments) {
    phase = phase(arguments);
    Surface shown = Surface.withoutFiles(surroundings);
    try {
      shown = Surface.of(surroundings);
      surface = shown;
      shown.outputs().requireWritable();
      shown.summary().requireWritable();
      return switch (invocation(arguments)) {
        case Invocation.Print print -> print(print.text());
        case Invocation.Run run -> carryOut(run.command(), shown);
      };
    } catch (IgnitionException e) {
      return failed(shown, e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return failed(shown, defect(e));
    }
  }

  /**
   * Interrupts the command, from another thread than its own, and tells that it was cancelled where
   * it does not come to telling that itself.
   *
   * @param command the thread that it runs in
   * @param grace how long it has for that
   * @return the exit code, which is the command's own where that was over before it heeded this
   */
  int cancel(Thread command, Duration grace) {
    cancelling = true; // Before the interrupt, of which whatever fails from then on may come.
    command.interrupt();
    try {
      if (!command.join(grace)) {
        abandon();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ended.orElse(CancelledException.EXIT_CODE);
  }

  private void abandon() {
    Surface shown = surface;
    if (shown != null) {
      CancelledException cancelled = CancelledException.unspecific();
      failed(shown, visible() ? new PartialException(cancelled) : cancelled);
    }
  }

  private boolean visible() {
    return flow().flatMap(Flow::journal).filter(Journal::mayHaveVisibleEffects).isPresent();
  }

  /** The command's name as soon as it is known, also when its inputs can't be understood. */
  private String phase(List<String> arguments) {
    String word =
        runner.isAction()
            ? runner.inputs().getOrDefault("command", "").strip()
            : arguments.stream().findFirst().orElse("");
    return CommandName.ids().contains(word) ? word : NO_COMMAND;
  }

  private Invocation invocation(List<String> arguments) {
    return runner.isAction()
        ? new Invocation.Run(RunnerParser.parse(runner))
        : new TerminalParser(Tool.NAME + " " + Tool.version())
            .parse(arguments, surroundings.environment(), this::standardInput);
  }

  private String standardInput() {
    try {
      return new String(surroundings.in().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int print(String text) {
    surroundings.out().print(text);
    return 0;
  }

  private int carryOut(Command command, Surface shown) {
    Flow carriedOut = flow(command, shown);
    flow = carriedOut;
    Conclusion conclusion = carriedOut.run();
    conclude(shown, conclusion);
    return conclusion.exitCode();
  }

  private Flow flow(Command command, Surface shown) {
    return switch (command) {
      case Command.Init init -> new InitFlow(init, shown, surroundings);
      case Command.Build build -> new BuildFlow(build, shown, surroundings);
      case Command.Describe describe -> new DescribeFlow(describe, shown, surroundings);
      case Command.CheckMigrations check -> new CheckMigrationsFlow(check, shown, surroundings);
      case Command.Migrate migrate -> new MigrateFlow(migrate, shown, surroundings);
      case Command.Backup backup -> new BackupFlow(backup, shown, surroundings);
      case Command.Quickstart _ -> new QuickstartFlow(shown, surroundings);
    };
  }

  private Optional<Flow> flow() {
    return Optional.ofNullable(flow);
  }

  private void conclude(Surface shown, Conclusion conclusion) {
    Map<Output, String> outputs = new LinkedHashMap<>(conclusion.outputs());
    outputs.put(Output.RESULT, conclusion.result().toString());
    outputs.put(Output.ERROR_CODE, conclusion.refusal().map(ErrorCode::id).orElse(""));
    outputs.forEach((output, value) -> write(shown, output, value));
    shown.summary().append(conclusion.summary());
    shown.summary().append(Summary.surplus(shown.surplus().get()));
    if (told.compareAndSet(false, true)) {
      conclusion.closing().forEach(shown.log()::line);
      shown.log().result(conclusion.logLine());
    }
  }

  private void write(Surface shown, Output output, String value) {
    if (!shown.outputs().write(output.id(), value)) {
      shown.log().warn("The output `" + output.id() + "` is too long and was left out");
    }
  }

  private int failed(Surface shown, IgnitionException cause) {
    IgnitionException failure = cancelling ? CancelledException.by(cause) : cause;
    if (told.compareAndSet(false, true)) {
      shown.log().debug(Traces.of(failure));
      shown.log().problem(failure.problem());
      tell(shown, failure, Result.of(failure));
    }
    return failure.exitCode();
  }

  private void tell(Surface shown, IgnitionException failure, Result result) {
    attempt(
        shown,
        failure,
        () -> {
          flow()
              .map(Flow::knownOutputs)
              .orElse(Map.of())
              .forEach((output, value) -> write(shown, output, value));
          write(shown, Output.RESULT, result.toString());
          write(shown, Output.ERROR_CODE, failure.code().id());
        });
    Optional<Journal> journal = flow().flatMap(Flow::journal);
    attempt(
        shown,
        failure,
        () -> {
          shown.summary().append(Summary.failed(phase, result, failure.problem(), journal));
          shown.summary().append(Summary.surplus(shown.surplus().get()));
        });
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("phase", phase);
    line.put("result", result.toString());
    line.put("error_code", failure.code().id());
    flow().map(Flow::knownFields).ifPresent(line::putAll);
    shown.log().result(line);
  }

  /** Telling of a failure may fail too; then the exit code and the log must do. */
  private static void attempt(Surface shown, IgnitionException failure, Runnable telling) {
    try {
      telling.run();
    } catch (IgnitionException e) {
      if (!e.problem().equals(failure.problem())) {
        shown.log().problem(e.problem());
      }
    }
  }

  private static DefectException defect(Throwable e) {
    return new DefectException(
        Problem.of(
            ErrorCode.DEFECT,
            "A defect in ignition-release: " + e.getClass().getSimpleName(),
            "It is not your fault",
            "Run again with RUNNER_DEBUG=1 and report the log"),
        e);
  }
}
