package org.ignition.image.inspection;

/** What one layer has at a path. */
sealed interface Fact {

  /** A file short enough to hold a version. */
  @SuppressWarnings("ArrayRecordComponent")
  record Content(byte[] bytes) implements Fact {}

  /** Not there. */
  record Nothing() implements Fact {}

  /** A folder, which may be there only because something is in it. */
  record Folder() implements Fact {}

  /** A symbolic link, which may lead anywhere in the image. */
  record Symlink(String target) implements Fact {}

  /** A further name of a file in the same layer or below. */
  record HardLink(String target) implements Fact {}

  /** Anything else; {@code what} is a clause such as “a device”. */
  record Other(String what) implements Fact {}
}
