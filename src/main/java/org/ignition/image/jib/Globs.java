package org.ignition.image.jib;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.ignition.image.jib.BuildFile.Copy;

/**
 * The {@code includes} and {@code excludes} of a folder's copy: the JDK's globs, over the path from
 * the build's folder with a slash in front. Jib's command line matches the machine's absolute path,
 * where the name of a checkout's parent folder could change an image; whatever begins with {@code
 * **} means the same for both.
 */
final class Globs {

  private final Copy copy;
  private final Path prefix;
  private final List<PathMatcher> includes;
  private final List<PathMatcher> excludes;

  /**
   * @param copy whose globs to use
   * @param prefix what the copy's source is called in patterns
   */
  Globs(Copy copy, String prefix) {
    this.copy = copy;
    this.prefix = Path.of(prefix);
    this.includes = matchers(copy.includes());
    this.excludes = matchers(copy.excludes());
  }

  private List<PathMatcher> matchers(List<String> globs) {
    return globs.stream().map(this::matcher).toList();
  }

  /** A folder's name with a slash at its end means everything in it. */
  private PathMatcher matcher(String glob) {
    try {
      return FileSystems.getDefault()
          .getPathMatcher("glob:" + (glob.endsWith("/") ? glob + "**" : glob));
    } catch (PatternSyntaxException e) {
      throw SourceProblem.GLOB_UNREADABLE.of(copy, prefix);
    }
  }

  Copy copy() {
    return copy;
  }

  /**
   * Whether a path takes part.
   *
   * @param inside relative to the copy's source
   */
  boolean select(Path inside) {
    Path path = prefix.resolve(inside).normalize();
    return excludes.stream().noneMatch(glob -> glob.matches(path))
        && (includes.isEmpty() || includes.stream().anyMatch(glob -> glob.matches(path)));
  }
}
