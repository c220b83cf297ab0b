package org.ignition.image.content;

/**
 * An entry of a tar, with the extensions of GNU and POSIX.1-2001 (pax) already applied.
 *
 * @param name as it stands there; not to be trusted
 * @param type what it is
 * @param target where a link points, as it stands there; empty for everything else
 * @param offset of the content's first byte in the tar
 * @param size bytes of content in the tar; of a sparse file less than the file has
 */
public record TarEntry(String name, Type type, String target, long offset, long size) {

  /** What an entry can be. */
  public enum Type {
    /** A regular file whose content stands in the tar as it is. */
    FILE,
    /** A regular file with holes; its content in the tar is not the file's. */
    SPARSE,
    /** A folder. */
    FOLDER,
    /** A symbolic link. */
    SYMLINK,
    /** A further name for an entry of the same tar. */
    HARDLINK,
    /** A device, a pipe, or something unknown. */
    OTHER
  }
}
