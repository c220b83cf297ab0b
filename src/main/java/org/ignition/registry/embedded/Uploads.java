package org.ignition.registry.embedded;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ignition.registry.embedded.Failure.Code;

/** The uploads that have begun and not ended. They do not outlive the server. */
final class Uploads implements AutoCloseable {

  private final Scratch scratch;
  private final Map<String, Upload> open = new ConcurrentHashMap<>();

  Uploads(Scratch scratch) {
    this.scratch = scratch;
  }

  Upload begin(RepositoryPath repository) throws IOException {
    Upload upload = new Upload(repository, scratch.file());
    open.put(upload.id(), upload);
    return upload;
  }

  Upload find(RepositoryPath repository, String id) throws Failure {
    Upload upload = open.get(id);
    if (upload == null || !upload.repository().equals(repository)) {
      throw new Failure(404, Code.BLOB_UPLOAD_UNKNOWN, "no such upload");
    }
    return upload;
  }

  /** Ends one; a finished upload's file is no longer its own, so nothing of a blob is lost. */
  void end(Upload upload) throws IOException {
    open.remove(upload.id());
    upload.discard();
  }

  @Override
  public void close() throws IOException {
    for (Upload upload : open.values()) {
      end(upload);
    }
  }
}
