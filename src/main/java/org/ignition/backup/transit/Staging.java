package org.ignition.backup.transit;

import java.io.IOException;
import java.nio.file.Path;

/** Where files are written that are no backups yet, or not any more. */
public interface Staging {

  /**
   * Begins an empty file that nobody else can read.
   *
   * @throws IOException when there is no room or no right to write
   */
  StagedFile begin() throws IOException;

  /** The folder that the files are in. */
  Path folder();

  /** Room for them in bytes; {@link Long#MAX_VALUE} when that can't be told. */
  long freeBytes();

  /** A file that is gone when it is closed, unless something moved it away. */
  interface StagedFile extends AutoCloseable {

    /** Where it is. */
    Path path();

    @Override
    void close();
  }
}
