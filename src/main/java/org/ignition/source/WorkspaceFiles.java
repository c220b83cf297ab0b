package org.ignition.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ignition.config.VersionSource;
import org.ignition.failure.InputException;
import org.ignition.failure.SourceLocation;

/** Files of the workspace, symbolic links followed as long as they stay in it. */
record WorkspaceFiles(Path workspace) {

  private static final int LARGEST = 1 << 20;

  /** The text of {@code source}. */
  String text(VersionSource source) {
    try {
      Path root = workspace.toRealPath();
      Path file = root.resolve(source.file());
      if (!Files.isRegularFile(file)) {
        throw atConfiguration(source, "Version source not found: " + source.file());
      }
      if (!file.toRealPath().startsWith(root)) {
        throw atConfiguration(
            source, "Version source leads outside the workspace: " + source.file());
      }
      return StandardCharsets.UTF_8.newDecoder().decode(bytes(file, source)).toString();
    } catch (CharacterCodingException _) {
      throw WrittenVersion.unreadable(
          SourceLocation.of(source.file()), "The file is not UTF-8 text", "Save it as UTF-8");
    } catch (IOException _) {
      throw atConfiguration(source, "Version source cannot be read: " + source.file());
    }
  }

  private static ByteBuffer bytes(Path file, VersionSource source) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw atConfiguration(source, "Version source is larger than 1 MiB: " + source.file());
      }
      return ByteBuffer.wrap(bytes);
    }
  }

  private static InputException atConfiguration(VersionSource source, String what) {
    return WrittenVersion.unreadable(
        source.at(), what, "Name a file of the commit, relative to the workspace");
  }
}
