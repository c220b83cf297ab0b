package org.ignition.image.inspection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a file in an image as a container would see it: upper layers win, deletions count, links
 * are followed inside the image. Decides from what the layers' views hold; where they hold too
 * little, it says which paths it needs to know.
 */
final class PathLookup {

  /** As in the Linux kernel. */
  private static final int MOST_LINKS = 40;

  private final List<Optional<LayerView>> layers;
  private final Deque<String> ahead = new ArrayDeque<>();
  private String at = "";
  private int links;

  /** A hard link's target is looked for from its own layer downwards. */
  private int top;

  private PathLookup(List<Optional<LayerView>> layers, String path) {
    this.layers = layers;
    this.top = layers.size() - 1;
    push(path);
  }

  /** What a lookup comes to. */
  sealed interface Outcome {

    /** It is known what is there. */
    record Known(VersionFile file) implements Outcome {}

    /** A link leads to paths that the views say nothing about. */
    record Needs(Set<String> paths) implements Outcome {}
  }

  /**
   * Looks {@code path} up.
   *
   * @param layers views of the layers, lowest first; empty where a layer is not on this machine
   */
  static Outcome find(String path, List<Optional<LayerView>> layers) {
    return new PathLookup(layers, path).walk();
  }

  /** The clean path and every folder above it. */
  static Set<String> withParents(String path) {
    Set<String> all = new HashSet<>();
    for (String each = path; !each.isEmpty(); each = ImagePath.parent(each)) {
      all.add(each);
    }
    return all;
  }

  private void push(String path) {
    List<String> parts = ImagePath.parts(path);
    for (int i = parts.size() - 1; i >= 0; i--) {
      ahead.push(parts.get(i));
    }
  }

  private Outcome walk() {
    Optional<Outcome> outcome = Optional.empty();
    while (outcome.isEmpty() && !ahead.isEmpty()) {
      outcome = step(ahead.pop());
    }
    return outcome.orElseGet(() -> known(new VersionFile.NotAFile("a folder")));
  }

  private Optional<Outcome> step(String part) {
    if (part.equals("..")) {
      at = ImagePath.parent(at);
      return Optional.empty();
    }
    String next = ImagePath.child(at, part);
    for (int layer = top; layer >= 0; layer--) {
      Optional<LayerView> view = layers.get(layer);
      if (view.isEmpty()) {
        return Optional.of(
            known(new VersionFile.Undecided("a layer of the base image may hold it")));
      }
      if (!view.get().matters(next)) {
        return Optional.of(new Outcome.Needs(needed(next)));
      }
      Optional<Fact> fact = view.get().at(next);
      if (fact.isPresent()) {
        return follow(next, fact.get(), layer);
      }
      if (view.get().hides(next)) {
        break;
      }
    }
    return follow(next, new Fact.Nothing(), 0);
  }

  /** The path as far as it can be told, so that one more look at the layers is enough. */
  private Set<String> needed(String next) {
    List<String> parts = new ArrayList<>(List.of(next));
    parts.addAll(ahead);
    Set<String> needed = withParents(ImagePath.clean(String.join("/", parts)));
    needed.addAll(withParents(next));
    return needed;
  }

  private Optional<Outcome> follow(String next, Fact fact, int layer) {
    return switch (fact) {
      case Fact.Folder _ -> {
        at = next;
        yield Optional.empty();
      }
      case Fact.Symlink link -> link(link.target().startsWith("/") ? "" : at, link.target());
      case Fact.HardLink link -> {
        top = layer;
        yield link("", link.target());
      }
      case Fact.Content content -> Optional.of(known(ahead.isEmpty() ? text(content) : absent()));
      case Fact.Other other ->
          Optional.of(known(ahead.isEmpty() ? new VersionFile.NotAFile(other.what()) : absent()));
      case Fact.Nothing _ -> Optional.of(known(absent()));
    };
  }

  private Optional<Outcome> link(String from, String target) {
    at = from;
    push(target);
    return ++links > MOST_LINKS
        ? Optional.of(known(new VersionFile.NotAFile("a link that leads nowhere")))
        : Optional.empty();
  }

  private static VersionFile text(Fact.Content content) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(content.bytes());
      return new VersionFile.Found(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException _) {
      return new VersionFile.NotAFile("a file that is not UTF-8 text");
    }
  }

  private static VersionFile absent() {
    return new VersionFile.Absent();
  }

  private static Outcome known(VersionFile file) {
    return new Outcome.Known(file);
  }
}
