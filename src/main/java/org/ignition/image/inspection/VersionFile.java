package org.ignition.image.inspection;

/** What an image has at the path where its version is embedded. */
public sealed interface VersionFile {

  /** The longest content that is taken for a version, in bytes. */
  int LONGEST = 1024;

  /**
   * A file.
   *
   * @param text its content as it stands, white space and all
   */
  record Found(String text) implements VersionFile {}

  /** Nothing: never there, or deleted by an upper layer. */
  record Absent() implements VersionFile {}

  /**
   * Something that holds no version.
   *
   * @param why what is there instead, one clause
   */
  record NotAFile(String why) implements VersionFile {}

  /**
   * Cannot tell, because the answer may lie in a layer that is not on this machine.
   *
   * @param why which layer, one clause
   */
  record Undecided(String why) implements VersionFile {}
}
