package org.ignition.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Files that are known by their name to hold a version. */
public enum ManifestFormat {
  /** {@code [project]} (PEP 621) or {@code [tool.poetry]}. */
  PYPROJECT("pyproject.toml"),
  /** {@code version}. */
  PACKAGE_JSON("package.json"),
  /** {@code project/version}, or the parent's. */
  POM("pom.xml"),
  /** {@code [package]} or {@code [workspace.package]}. */
  CARGO("Cargo.toml");

  private final String fileName;

  ManifestFormat(String fileName) {
    this.fileName = fileName;
  }

  /** The last component of such a file's path. */
  public String fileName() {
    return fileName;
  }

  /** Whether {@code file} has the name of one. */
  public static boolean isOne(Path file) {
    return of(file).isPresent();
  }

  /** The format of {@code file}, if its name is one of these. */
  public static Optional<ManifestFormat> of(Path file) {
    Path name = file.getFileName();
    return Arrays.stream(values())
        .filter(format -> name != null && name.toString().equals(format.fileName))
        .findFirst();
  }
}
