package org.ignition.plan;

import java.util.stream.Collectors;

/** A step that writes a file, as {@code git apply} reads it (git-diff, "generating patch text"). */
public final class NewFileDiff {

  private NewFileDiff() {}

  /** The diff against a tree in which the file is missing, ending in a newline. */
  public static String of(InitStep.WriteFile step) {
    String added = step.text().lines().map(line -> "+" + line + "\n").collect(Collectors.joining());
    return "diff --git a/%1$s b/%1$s\nnew file mode 100644\n--- /dev/null\n+++ b/%1$s\n@@ -0,0 +1,%2$d @@\n%3$s"
        .formatted(step.file(), step.text().lines().count(), added);
  }
}
