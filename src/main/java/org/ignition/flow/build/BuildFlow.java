package org.ignition.flow.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ignition.command.Command;
import org.ignition.command.RegistryChoice;
import org.ignition.execute.BuildExecutor;
import org.ignition.execute.BuildPorts;
import org.ignition.execute.Journal;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.flow.Flow;
import org.ignition.flow.StepLog;
import org.ignition.flow.Surface;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Tool;
import org.ignition.flow.WorkFolder;
import org.ignition.flow.Workspace;
import org.ignition.image.AssembledImage;
import org.ignition.image.ImageName;
import org.ignition.image.inspection.ImageInspector;
import org.ignition.image.inspection.InspectionRequest;
import org.ignition.json.Json;
import org.ignition.metadata.BuildMetadata;
import org.ignition.metadata.BuildMetadataJson;
import org.ignition.plan.BuildFacts;
import org.ignition.plan.BuildPlan;
import org.ignition.plan.BuildPlanner;
import org.ignition.plan.ImageChecks;
import org.ignition.plan.Plan;
import org.ignition.plan.SchemaFacts;
import org.ignition.registry.Repository;
import org.ignition.registry.client.RegistryClient;
import org.ignition.registry.embedded.EmbeddedRegistry;
import org.ignition.report.BuildConclusion;
import org.ignition.report.Conclusion;
import org.ignition.report.DigestFields;
import org.jspecify.annotations.Nullable;

/** `build`: a commit becomes a pushed, tagged, digest-checked image. */
public final class BuildFlow implements Flow {

  private final Command.Build command;
  private final Surface surface;
  private final Surroundings surroundings;
  private final Workspace workspace;
  private final Instant started;

  private @Nullable Identification identified;
  private @Nullable BuildExecutor executor;

  /** Of one command; nothing happens before it is run. */
  public BuildFlow(Command.Build command, Surface surface, Surroundings surroundings) {
    this.command = command;
    this.surface = surface;
    this.surroundings = surroundings;
    this.workspace = Workspace.of(surroundings);
    this.started = surroundings.clock().instant();
  }

  @Override
  public Optional<Journal> journal() {
    return Optional.ofNullable(executor).map(BuildExecutor::journal);
  }

  @Override
  public Map<String, Object> knownFields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (identified != null) {
      fields.put("image_sha", identified.identity().sha().hex());
      fields.put("short_sha", identified.identity().shortSha());
      fields.put("version", identified.identity().version().toString());
      identified.identity().image().ifPresent(name -> fields.put("repository", name.toString()));
      fields.put("repository_type", identified.identity().repositoryType().wireName());
      fields.put("arch", identified.configuration().image().platform().toString());
      fields.put("build_duration_sec", elapsed().toMillis() / 1000.0);
    }
    if (executor != null) {
      fields.putAll(DigestFields.of(executor.assembled(), executor.served()));
    }
    return fields;
  }

  private Duration elapsed() {
    return Duration.between(started, surroundings.clock().instant());
  }

  @Override
  public Conclusion run() {
    command.login().ifPresent(surface.mask());
    Identification release = identify();
    identified = release;
    release.identity().warnings().forEach(surface.log()::warn);
    return switch (registry(release)) {
      case RegistryChoice.Embedded(Optional<Path> folder) -> intoLayout(release, folder);
      case RegistryChoice.Remote _ -> toRegistry(release, remoteName(release), Function.identity());
    };
  }

  private Identification identify() {
    return Identification.of(
        workspace, surroundings, command.config(), command.sha(), command.allowDirty(), products());
  }

  /** What building leaves in the checkout where it was told to. */
  private List<Path> products() {
    List<Path> products = new ArrayList<>();
    command.archive().ifPresent(products::add);
    command.metadataFile().ifPresent(products::add);
    command.reportFile().ifPresent(products::add);
    if (command.registry() instanceof RegistryChoice.Embedded(Optional<Path> folder)) {
      folder.filter(workspace::holds).ifPresent(products::add);
    }
    return products;
  }

  /** Where nothing names a registry, the image stays on this machine. */
  private RegistryChoice registry(Identification release) {
    boolean nowhere =
        command.registry() instanceof RegistryChoice.Remote && release.identity().image().isEmpty();
    return nowhere ? new RegistryChoice.Embedded(Optional.empty()) : command.registry();
  }

  private static ImageName remoteName(Identification release) {
    return release
        .identity()
        .image()
        .orElseThrow(() -> new IllegalStateException("checked by registry()"));
  }

  // --- where it goes

  private Conclusion intoLayout(Identification release, Optional<Path> given) {
    Path folder = given.map(workspace::resolve).orElseGet(workspace::registry);
    if (given.isEmpty()) {
      keepOutOfGit();
    }
    Path created = workspace.topmostMissing(folder);
    String path = layoutPath(release);
    try (EmbeddedRegistry embedded = EmbeddedRegistry.start(folder, 0)) {
      Conclusion conclusion =
          toRegistry(release, new ImageName("localhost", path), _ -> embedded.name(path));
      surface.log().line("OCI layout: " + embedded.layout(path));
      return conclusion;
    } finally {
      workspace.handOver(created);
    }
  }

  private void keepOutOfGit() {
    try {
      workspace.ignoreOurs();
    } catch (IOException e) {
      throw new InputException(
          Problem.of(
              ErrorCode.FILE_UNWRITABLE,
              "Cannot write below " + workspace.root(),
              "The embedded registry keeps its layout there",
              "Name another folder: `registry: embedded:FOLDER`"),
          e);
    }
  }

  private String layoutPath(Identification release) {
    return release
        .identity()
        .image()
        .map(ImageName::repository)
        .orElseGet(() -> LayoutName.of(workspace.root()));
  }

  // --- facts, plan, effects

  /**
   * @param shown what the repository is called in metadata and messages
   * @param reached what it is called for the client
   */
  private Conclusion toRegistry(
      Identification release, ImageName shown, Function<ImageName, ImageName> reached) {
    try (RegistryClient client = client(release, shown);
        WorkFolder work = WorkFolder.create(surroundings)) {
      Repository repository = client.repository(reached.apply(shown));
      ImageAssembly assembly = assembly(release, client, work);
      BuildFacts facts =
          new BuildFacts(
              release.identity(),
              schema(release),
              shown,
              assembly.origin(),
              command.metadataFile().orElseGet(Workspace::metadataFile),
              new BuildFactsReader(repository, release.identity().tags()).read());
      BuildPlan plan = BuildPlanner.plan(facts);
      surface.log().line(Tool.NAME + " " + Tool.version() + " · " + plan.plan().intent());
      plan.plan().notes().forEach(surface.log()::line);
      if (command.dryRun()) {
        return planned(plan.plan());
      }
      workspace.requireWritable(facts.metadataFile());
      return execute(release, plan, facts, ports(release, assembly, repository));
    }
  }

  private SchemaFacts schema(Identification release) {
    return new SchemaFactsReader(workspace, release.configuration(), command.reportFile()).read();
  }

  private RegistryClient client(Identification release, ImageName target) {
    return new RegistryConnection(
            command.login(),
            command.caCertificate().map(workspace::resolve),
            Set.copyOf(release.configuration().registry().plainHttp()))
        .open(target, surroundings, surface.log());
  }

  private ImageAssembly assembly(Identification release, RegistryClient client, WorkFolder work) {
    return ImageAssembly.of(command, release, workspace, client::repository, work.path());
  }

  private BuildPorts ports(Identification release, ImageAssembly assembly, Repository repository) {
    return new BuildPorts(
        assembly,
        image -> admit(release, image),
        repository,
        this::writeMetadata,
        surroundings.clock());
  }

  private void admit(Identification release, AssembledImage image) {
    image.notes().forEach(surface.log()::line);
    InspectionRequest request =
        new InspectionRequest(
            release.configuration().version().file(),
            Intended.of(release.configuration().image().allowedSecrets()));
    new ImageChecks(release.identity()).check(new ImageInspector().inspect(image, request));
  }

  private void writeMetadata(Path file, BuildMetadata metadata) {
    workspace.write(file, Json.pretty(BuildMetadataJson.write(metadata)));
  }

  private Conclusion execute(
      Identification release, BuildPlan plan, BuildFacts facts, BuildPorts ports) {
    BuildExecutor running =
        new BuildExecutor(
            ports,
            new ReleaseMetadata(
                release.identity(), release.source(), facts.repository(), facts.schema().told()),
            new StepLog(surface.log(), surface.progress()),
            started);
    executor = running;
    BuildMetadata metadata = running.run(plan);
    return BuildConclusion.of(plan, metadata, facts.metadataFile(), running.journal(), elapsed());
  }

  private Conclusion planned(Plan<?> plan) {
    plan.numbered().forEach(surface.log()::line);
    return BuildConclusion.planned(plan, knownFields());
  }
}
