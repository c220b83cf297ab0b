package org.ignition.image.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ignition.failure.ErrorCode;
import org.ignition.image.BlobSource.InFile;
import org.ignition.image.content.BlobContent;
import org.ignition.image.content.Compression;
import org.ignition.image.content.UnpackLimit;

/** Tells what kind of thing the user named, and opens it. */
record OuterArchive(Path archive, Path workFolder, UnpackLimit limit, Refusal refusal) {

  private static final int MAGIC = 8;

  ArchiveFiles open() throws IOException {
    if (Files.isDirectory(archive)) {
      return new FolderFiles(archive, refusal);
    }
    if (!Files.exists(archive)) {
      throw missing();
    }
    if (!Files.isRegularFile(archive) || Files.size(archive) == 0) {
      throw refusal.unreadable(
          Files.isRegularFile(archive) ? "The file is empty" : "It is neither a file nor a folder");
    }
    return TarFiles.read(tar(), refusal);
  }

  private RuntimeException missing() {
    return refusal.refused(
        ErrorCode.BUILD_FILE_NOT_FOUND,
        "There is no archive",
        "",
        "Write it in a step before this one: docker buildx build -o type=oci,dest=image.tar .");
  }

  private Path tar() throws IOException {
    InFile whole = new InFile(archive, 0, Files.size(archive));
    refuseKnownOthers(whole);
    return BlobContent.compression(whole) == Compression.NONE ? archive : unpacked(whole);
  }

  private void refuseKnownOthers(InFile whole) throws IOException {
    try (InputStream in = BlobContent.open(whole)) {
      String magic = new String(in.readNBytes(MAGIC), StandardCharsets.ISO_8859_1);
      if (magic.startsWith("PK\3\4") || magic.startsWith("PK\5\6")) {
        throw refusal.unreadable("It is a zip file; an image archive is a tar");
      }
      if (magic.startsWith("BZh") || magic.startsWith("\u00fd7zXZ")) {
        throw refusal.unreadable("It is packed with bzip2 or xz; only gzip and zstd are read");
      }
    }
  }

  private Path unpacked(InFile whole) throws IOException {
    Path tar = Files.createTempFile(workFolder, "archive-", ".tar");
    try (InputStream in = BlobContent.unpack(whole, limit);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(tar), 1 << 16)) {
      in.transferTo(out);
      return tar;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(tar);
      throw e;
    }
  }
}
