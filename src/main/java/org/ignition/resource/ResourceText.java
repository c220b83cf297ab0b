package org.ignition.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Scripts and other texts of ours that are kept in files of their own. */
public final class ResourceText {

  private ResourceText() {}

  /**
   * The text of a file, in UTF-8.
   *
   * @param beside a class in whose package it lies
   * @param file its name; with a slash in front, its path in the jar
   */
  public static String of(Class<?> beside, String file) {
    try (InputStream text = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
