package org.ignition.registry.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.image.Selector;
import org.ignition.image.Tag;
import org.ignition.json.DocumentKind;

/**
 * The {@code index.json} of a layout: one entry for each tag, by annotation, and one for each
 * manifest that has none. Entries that other tools wrote stay as they are.
 *
 * @param entries in the file's order
 */
record LayoutIndex(List<Descriptor> entries) {

  /** A layout with nothing in it. */
  static final LayoutIndex EMPTY = new LayoutIndex(List.of());

  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  /** Tags are listed "in lexical (i.e. case-insensitive alphanumeric) order". */
  private static final Comparator<Tag> LEXICAL =
      Comparator.comparing(Tag::value, String.CASE_INSENSITIVE_ORDER).thenComparing(Tag::value);

  LayoutIndex {
    entries = List.copyOf(entries);
  }

  static LayoutIndex read(byte[] json, DocumentKind kind) {
    return new LayoutIndex(new Manifest(MediaType.OCI_INDEX, json).index(kind));
  }

  byte[] json() {
    return Manifest.writeIndex(entries).bytes();
  }

  Optional<Descriptor> find(Selector selector) {
    return entries.stream().filter(entry -> answersTo(entry, selector)).findFirst();
  }

  private static boolean answersTo(Descriptor entry, Selector selector) {
    return switch (selector) {
      case Digest digest -> entry.digest().equals(digest);
      case Tag tag -> tag.value().equals(entry.annotations().get(REF_NAME));
    };
  }

  /** The tags in use, in the specification's order. */
  List<Tag> tags() {
    return entries.stream()
        .map(entry -> entry.annotations().getOrDefault(REF_NAME, ""))
        .filter(Tag::isTag)
        .map(Tag::new)
        .distinct()
        .sorted(LEXICAL)
        .toList();
  }

  /** Those of {@link #tags} that come after {@code last}. */
  List<Tag> tagsAfter(Tag last) {
    return tags().stream().filter(tag -> LEXICAL.compare(tag, last) > 0).toList();
  }

  /** With {@code manifest} there, and bound to {@code selector} where that is a tag. */
  LayoutIndex with(Descriptor manifest, Selector selector) {
    return switch (selector) {
      case Digest digest -> find(digest).isPresent() ? this : plus(manifest);
      case Tag tag -> unbound(tag).withoutPlain(manifest.digest()).plus(named(manifest, tag));
    };
  }

  /** Without a tag, or without a manifest and every tag that is bound to it. */
  LayoutIndex without(Selector selector) {
    return switch (selector) {
      case Digest digest ->
          keeping(entries.stream().filter(e -> !e.digest().equals(digest)).toList());
      case Tag tag -> unbound(tag);
    };
  }

  /** A manifest that loses its last tag stays there by digest. */
  private LayoutIndex unbound(Tag tag) {
    Optional<Descriptor> bound = find(tag);
    if (bound.isEmpty()) {
      return this;
    }
    Digest digest = bound.get().digest();
    LayoutIndex rest = keeping(entries.stream().filter(e -> !answersTo(e, tag)).toList());
    return rest.find(digest).isPresent() ? rest : rest.plus(unnamed(bound.get()));
  }

  private LayoutIndex withoutPlain(Digest digest) {
    return keeping(
        entries.stream()
            .filter(e -> !e.digest().equals(digest) || e.annotations().containsKey(REF_NAME))
            .toList());
  }

  private LayoutIndex plus(Descriptor entry) {
    List<Descriptor> more = new ArrayList<>(entries);
    more.add(entry);
    return keeping(more);
  }

  private static LayoutIndex keeping(Collection<Descriptor> entries) {
    return new LayoutIndex(List.copyOf(entries));
  }

  private static Descriptor named(Descriptor manifest, Tag tag) {
    Map<String, String> annotations = new TreeMap<>(manifest.annotations());
    annotations.put(REF_NAME, tag.value());
    return annotated(manifest, annotations);
  }

  private static Descriptor unnamed(Descriptor manifest) {
    Map<String, String> annotations = new TreeMap<>(manifest.annotations());
    annotations.remove(REF_NAME);
    return annotated(manifest, annotations);
  }

  private static Descriptor annotated(Descriptor plain, Map<String, String> annotations) {
    return new Descriptor(
        plain.mediaType(),
        plain.digest(),
        plain.size(),
        annotations,
        plain.artifactType(),
        plain.data(),
        plain.platform());
  }
}
