package org.ignition.image.jib;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.ImageName;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.image.Platform;
import org.ignition.image.jib.AssemblyRequest.VersionFile;
import org.ignition.json.DocumentKind;
import org.ignition.registry.Repository;

/** A workspace and a work folder, and what tests ask of the images made with them. */
final class Workshop {

  static final DocumentKind KIND = DocumentKind.of(ErrorCode.ASSEMBLY_FAILED, InputException::new);
  private static final Path FILE = Path.of("jib.yaml");

  final Path workspace;
  final Path work;
  Platform platform = Platform.LINUX_AMD64;
  Optional<VersionFile> version = Optional.empty();
  Map<String, String> labels = Map.of();
  Map<String, String> annotations = Map.of();

  Workshop(Path folder) throws IOException {
    this.workspace = Files.createDirectories(folder.resolve("workspace"));
    this.work = Files.createDirectories(folder.resolve("work"));
  }

  Path file(String name, String text) throws IOException {
    Path file = workspace.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  AssembledImage assemble(String body) {
    return assemble(
        body,
        name -> {
          throw new AssertionError("asked for " + name);
        });
  }

  AssembledImage assemble(String body, Function<ImageName, Repository> repositories) {
    String text = "apiVersion: jib/v1alpha1\nkind: BuildFile\n" + body;
    BuildFile buildFile = BuildFileReader.parse(text, FILE, Map.of());
    return new JibAssembler(repositories)
        .assemble(
            new AssemblyRequest(
                buildFile, workspace, workspace, platform, version, labels, annotations, work));
  }

  static ImageManifest manifest(AssembledImage image) {
    return image.manifest().image(KIND);
  }

  static String config(AssembledImage image) {
    return switch (image.blobs().getFirst().source()) {
      case BlobSource.InMemory memory -> new String(memory.content(), UTF_8);
      case BlobSource.InFile file -> throw new AssertionError(file);
      case BlobSource.Upstream upstream -> throw new AssertionError(upstream);
    };
  }

  /** The entries of the layer at {@code index} among the image's blobs, by name. */
  static Layer layer(AssembledImage image, int index) {
    if (!(image.blobs().get(index + 1).source() instanceof BlobSource.InFile(var file, _, _))) {
      throw new AssertionError("not a layer of ours: " + image.blobs().get(index + 1));
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        entries.put(e.getName(), new Entry(e, new String(tar.readAllBytes(), UTF_8)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Layer(entries);
  }

  /**
   * A layer's entries.
   *
   * @param entries by name, in the tar's order
   */
  record Layer(Map<String, Entry> entries) {

    List<String> names() {
      return List.copyOf(entries.keySet());
    }

    Entry entry(String name) {
      return Objects.requireNonNull(entries.get(name), () -> name + " is not in " + names());
    }
  }

  /**
   * One entry of a layer.
   *
   * @param header of the tar
   * @param text its content
   */
  record Entry(TarArchiveEntry header, String text) {

    /** {@code mode owner group mtime}. */
    String properties() {
      return "%o %s %s %d"
          .formatted(
              header.getMode() & 0777,
              header.getUserName().isEmpty()
                  ? Long.toString(header.getLongUserId())
                  : header.getUserName(),
              header.getGroupName().isEmpty()
                  ? Long.toString(header.getLongGroupId())
                  : header.getGroupName(),
              header.getLastModifiedTime().toInstant().getEpochSecond());
    }
  }
}
