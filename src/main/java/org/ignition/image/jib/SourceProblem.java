package org.ignition.image.jib;

import java.nio.file.Path;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.jib.BuildFile.Copy;

/** Why a source can't go into a layer. */
enum SourceProblem {
  MISSING("There is no such file or folder", "", "Create it, or correct `src`"),
  OUTSIDE(
      "It leads out of the workspace",
      "What is outside is not part of the commit, and may be a secret of the machine",
      "Copy it into the workspace first"),
  NEITHER_FILE_NOR_FOLDER(
      "It is neither a file nor a folder",
      "Sockets, pipes and devices can't be stored",
      "Exclude it"),
  LINK_TO_A_FOLDER(
      "It is a symbolic link to a folder",
      "Jib would store an empty folder in its place",
      "Exclude it, and name the folder it leads to as a `src` of its own"),
  UNREADABLE("It cannot be read", "", "Give this user permission to read it"),
  NOT_A_PATH("`src` is not a path", "", "Correct `src`"),
  GLOBS_ON_A_FILE(
      "`includes` and `excludes` are for folders", "", "Take them out, or name the folder"),
  GLOB_UNREADABLE("A glob is malformed", "", "Correct `includes` or `excludes`");

  private final String what;
  private final String why;
  private final String advice;

  SourceProblem(String what, String why, String advice) {
    this.what = what;
    this.why = why;
    this.advice = advice;
  }

  /** The problem with {@code path}, which {@code copy} asks for. */
  InputException of(Copy copy, Path path) {
    String named = printable(path.toString());
    return new InputException(
        Problem.of(ErrorCode.LAYER_SOURCE_INVALID, what + ": " + named, why, advice).at(copy.at()));
  }

  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
