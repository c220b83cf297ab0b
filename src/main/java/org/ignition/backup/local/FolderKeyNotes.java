package org.ignition.backup.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.ignition.backup.KeyNotes;
import org.ignition.backup.KeyProofs;
import org.ignition.backup.file.PrivateFile;

/** A file beside the backups. */
record FolderKeyNotes(KeptFolder folder) implements KeyNotes {

  @Override
  public String name() {
    return folder.path().toString();
  }

  @Override
  public KeyProofs read() {
    Path file = folder.file(KeyProofs.FILE);
    if (!KeptFolder.isFile(file)) {
      return KeyProofs.NONE;
    }
    try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return KeyProofs.read(content.readNBytes(KeyProofs.LARGEST));
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }

  /** What is half written counts for nothing, and is written anew. */
  @Override
  public void keep(KeyProofs proofs) {
    folder.make();
    Path file = folder.file(KeyProofs.FILE);
    try {
      Files.deleteIfExists(file);
      try (OutputStream output = Channels.newOutputStream(PrivateFile.create(file))) {
        output.write(proofs.write().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
  }
}
