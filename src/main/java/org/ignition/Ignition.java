package org.ignition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.action.RunnerEnvironment;
import org.ignition.command.Command;
import org.ignition.command.Output;
import org.ignition.command.RunnerParser;
import org.ignition.command.terminal.Invocation;
import org.ignition.command.terminal.TerminalParser;
import org.ignition.failure.DefectException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.report.Conclusion;
import org.ignition.report.Result;
import org.ignition.report.Summary;

/**
 * What every command goes through: it is parsed, carried out, and told of, whether it ends well or
 * not.
 */
public final class Ignition {

  private final Surroundings surroundings;
  private final RunnerEnvironment runner;

  Ignition(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.runner = new RunnerEnvironment(surroundings.environment());
  }

  /** Runs what the runner's inputs, or else {@code arguments}, ask for; returns the exit code. */
  int run(List<String> arguments) {
    Surface surface = Surface.of(surroundings, runner);
    try {
      surface.outputs().requireWritable();
      surface.summary().requireWritable();
      return switch (invocation(arguments)) {
        case Invocation.Print print -> print(print.text());
        case Invocation.Run run -> carryOut(run.command(), surface);
      };
    } catch (IgnitionException e) {
      return failed("ignition-release", surface, e, Optional.empty());
    }
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

  private int carryOut(Command command, Surface surface) {
    Flow flow = flow(command, surface);
    try {
      conclude(surface, flow.run());
      return 0;
    } catch (IgnitionException e) {
      return failed(command.name().id(), surface, e, Optional.of(flow));
    } catch (RuntimeException e) {
      return failed(command.name().id(), surface, defect(e), Optional.of(flow));
    }
  }

  private Flow flow(Command command, Surface surface) {
    return switch (command) {
      case Command.Init init -> new InitFlow(init, surface, surroundings, runner);
      case Command.Build build -> new BuildFlow(build, surface, surroundings, runner);
      case Command.Describe describe -> new DescribeFlow(describe, surface, surroundings, runner);
      case Command.Quickstart _ -> new QuickstartFlow(surface, surroundings, runner);
    };
  }

  private static void conclude(Surface surface, Conclusion conclusion) {
    Map<Output, String> outputs = new LinkedHashMap<>(conclusion.outputs());
    outputs.put(Output.RESULT, conclusion.result().toString());
    outputs.put(Output.ERROR_CODE, "");
    outputs.forEach((output, value) -> write(surface, output, value));
    surface.summary().append(conclusion.summary());
    surface.summary().append(Summary.surplus(surface.surplus().get()));
    conclusion.closing().forEach(surface.log()::line);
    surface.log().result(conclusion.logLine());
  }

  private static void write(Surface surface, Output output, String value) {
    if (!surface.outputs().write(output.id(), value)) {
      surface.log().warn("The output `" + output.id() + "` is too long and was left out");
    }
  }

  private int failed(
      String command, Surface surface, IgnitionException failure, Optional<Flow> flow) {
    Result result = Result.of(failure);
    surface.log().debug(Traces.of(failure));
    surface.log().problem(failure.problem());
    tell(command, surface, failure, flow, result);
    return failure.exitCode();
  }

  /** Telling of a failure may fail too; then the exit code and the log must do. */
  private static void tell(
      String command,
      Surface surface,
      IgnitionException failure,
      Optional<Flow> flow,
      Result result) {
    try {
      write(surface, Output.RESULT, result.toString());
      write(surface, Output.ERROR_CODE, failure.code().id());
      surface
          .summary()
          .append(Summary.failed(command, failure.problem(), flow.flatMap(Flow::journal)));
      surface.summary().append(Summary.surplus(surface.surplus().get()));
    } catch (IgnitionException e) {
      surface.log().problem(e.problem());
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("phase", command);
    line.put("result", result.toString());
    line.put("error_code", failure.code().id());
    flow.map(Flow::knownFields).ifPresent(line::putAll);
    surface.log().result(line);
  }

  private static DefectException defect(RuntimeException e) {
    return new DefectException(
        Problem.of(
            ErrorCode.DEFECT,
            "A defect in ignition-release: " + e.getClass().getSimpleName(),
            "It is not your fault",
            "Run again with RUNNER_DEBUG=1 and report the log"),
        e);
  }
}
