package org.ignition.action;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The step's outputs, in the multi-line form of {@code GITHUB_OUTPUT}: {@code NAME<<DELIMITER}, the
 * value, {@code DELIMITER}, each on lines of their own. Values come out as they went in, line ends
 * included. The runner reads them after a failure too.
 */
public final class Outputs {

  /**
   * The most bytes of UTF-8 that a value may have: 64 KiB. A later step gets the value in one
   * environment variable or argument, for which Linux has 128 KiB, prefix and quoting included; and
   * GitHub takes 1 MB of outputs from a whole job.
   */
  public static final int LONGEST_VALUE = 64 * 1024;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private final Optional<AppendedFile> file;
  private final Supplier<String> delimiters;

  /**
   * Writes to {@code file}; without one nothing is written.
   *
   * @param delimiters gives unpredictable text of letters and digits
   */
  public Outputs(Optional<Path> file, Supplier<String> delimiters) {
    this.file = file.map(path -> new AppendedFile("GITHUB_OUTPUT", path));
    this.delimiters = delimiters;
  }

  /**
   * Finds out before anything is done whether outputs can be written.
   *
   * @throws org.ignition.failure.InputException when they cannot
   */
  public void requireWritable() {
    file.ifPresent(f -> f.append(""));
  }

  /**
   * Gives {@code value} to later steps as {@code name}. A later value of the same name wins.
   *
   * @return whether it was taken; a value over {@link #LONGEST_VALUE} is left out
   * @throws org.ignition.failure.InputException when the file cannot be written
   * @throws IllegalArgumentException when {@code name} is not kebab-case
   */
  public boolean write(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of an output: " + name);
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
      return false;
    }
    String delimiter = delimiterFor(value);
    file.ifPresent(f -> f.append(name + "<<" + delimiter + "\n" + value + "\n" + delimiter + "\n"));
    return true;
  }

  /** Grows until the value doesn't contain it, so that it ends whatever is supplied. */
  private String delimiterFor(String value) {
    StringBuilder delimiter = new StringBuilder("ignition_");
    do {
      delimiter.append(delimiters.get()).append('_');
    } while (value.contains(delimiter));
    return delimiter.toString();
  }
}
