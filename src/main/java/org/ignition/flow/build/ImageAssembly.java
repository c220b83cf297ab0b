package org.ignition.flow.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ignition.command.Command;
import org.ignition.config.Configuration;
import org.ignition.config.ImageSource;
import org.ignition.flow.Workspace;
import org.ignition.image.AssembledImage;
import org.ignition.image.ImageName;
import org.ignition.image.archive.ArchiveReader;
import org.ignition.image.archive.ArchiveRequest;
import org.ignition.image.jib.AssemblyRequest;
import org.ignition.image.jib.BuildFile;
import org.ignition.image.jib.BuildFileReader;
import org.ignition.image.jib.JibAssembler;
import org.ignition.plan.ReleaseIdentity;
import org.ignition.registry.Repository;

/** The two ways in for an image, once somebody asks for it. */
sealed interface ImageAssembly extends Supplier<AssembledImage> {

  /** The build file or archive, as the user named it. */
  Path origin();

  /**
   * The way that the command, or else the configuration, names. A build file is read at once, so
   * that a mistake in it is found before anything is planned.
   *
   * @param work for what is made on the way
   */
  static ImageAssembly of(
      Command.Build command,
      Identification release,
      Workspace workspace,
      Function<ImageName, Repository> repositories,
      Path work) {
    Configuration configuration = release.configuration();
    ImageSource source =
        command
            .archive()
            .<ImageSource>map(ImageSource.Archive::new)
            .orElseGet(() -> configuration.image().source());
    return switch (source) {
      case ImageSource.Archive(Path path) ->
          new FromArchive(path, release, workspace.resolve(path), work);
      case ImageSource.BuildFile(Path path) ->
          new FromBuildFile(
              path,
              BuildFileReader.read(
                  workspace.resolve(path), path, configuration.image().parameters()),
              release,
              workspace,
              repositories,
              work);
    };
  }

  /** An image that somebody else built. */
  record FromArchive(Path origin, Identification release, Path archive, Path work)
      implements ImageAssembly {
    @Override
    public AssembledImage get() {
      return new ArchiveReader()
          .read(
              new ArchiveRequest(
                  archive,
                  work,
                  release.configuration().image().platform(),
                  Optional.empty(),
                  release.identity().annotations()));
    }
  }

  /** An image that Jib assembles. */
  record FromBuildFile(
      Path origin,
      BuildFile buildFile,
      Identification release,
      Workspace workspace,
      Function<ImageName, Repository> repositories,
      Path work)
      implements ImageAssembly {
    @Override
    public AssembledImage get() {
      ReleaseIdentity identity = release.identity();
      return new JibAssembler(repositories)
          .assemble(
              new AssemblyRequest(
                  buildFile,
                  workspace.folderOf(origin),
                  workspace.root(),
                  release.configuration().image().platform(),
                  versionFile(),
                  Map.copyOf(identity.labels()),
                  Map.copyOf(identity.annotations()),
                  work));
    }

    private Optional<AssemblyRequest.VersionFile> versionFile() {
      String text = release.identity().version() + "\n";
      return release
          .configuration()
          .version()
          .file()
          .map(path -> new AssemblyRequest.VersionFile(path, text));
    }
  }
}
