package org.ignition.image.inspection;

import java.util.ArrayList;
import java.util.List;

/** Paths inside an image: no leading slash, no empty parts, no {@code ..}; the root is empty. */
final class ImagePath {

  private ImagePath() {}

  /** An entry's or a user's name; a step above the root stays at the root, as in a container. */
  static String clean(String name) {
    if (isClean(name)) {
      return name;
    }
    List<String> clean = new ArrayList<>();
    for (String part : parts(name)) {
      if (!part.equals("..")) {
        clean.add(part);
      } else if (!clean.isEmpty()) {
        clean.removeLast();
      }
    }
    return String.join("/", clean);
  }

  /** The way most names are written, told without taking them apart. */
  private static boolean isClean(String name) {
    return !name.isEmpty()
        && name.charAt(0) != '/'
        && name.charAt(0) != '.'
        && !name.endsWith("/")
        && !name.contains("//")
        && !name.contains("/.");
  }

  /** The parts of {@code path} as they stand, without empty ones and {@code .}. */
  static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }

  static String parent(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String child(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
