package org.ignition.flow.build;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.ignition.execute.Parallel;
import org.ignition.image.Digest;
import org.ignition.image.ReleaseTag;
import org.ignition.image.ReleaseTag.Kind;
import org.ignition.image.Tag;
import org.ignition.metadata.BuildMetadata;
import org.ignition.metadata.PublishedMetadata;
import org.ignition.plan.BuildFacts.RegistryFacts;
import org.ignition.registry.Repository;

/**
 * Asks the registry what `build` must know before it plans, with as few requests as that takes: the
 * full SHA first, since where it is bound the other names and the metadata decide, and where it is
 * free only the names that never move matter.
 */
final class BuildFactsReader {

  private final Repository repository;
  private final List<ReleaseTag> tags;
  private final Map<Tag, Digest> bound = new ConcurrentHashMap<>();
  private final Set<Tag> listed = ConcurrentHashMap.newKeySet();

  BuildFactsReader(Repository repository, List<ReleaseTag> tags) {
    this.repository = repository;
    this.tags = tags;
  }

  RegistryFacts read() {
    Optional<Digest> image = only(Kind.FULL_SHA).flatMap(this::resolve);
    return image.isPresent() ? aroundImage(image.get()) : beforeImage();
  }

  private RegistryFacts aroundImage(Digest image) {
    AtomicReference<Optional<BuildMetadata>> published = new AtomicReference<>(Optional.empty());
    Parallel.forEach(
        List.<Runnable>of(
            () -> published.set(new PublishedMetadata(repository).of(image)),
            () -> resolve(having(kind -> kind != Kind.FULL_SHA))),
        Runnable::run);
    if (having(kind -> kind == Kind.SERIES).stream().anyMatch(tag -> mightMove(tag, image))) {
      list();
    }
    return facts(published.get());
  }

  /** Also a series name that nobody has bound yet may belong to a newer version. */
  private boolean mightMove(ReleaseTag series, Digest image) {
    return !image.equals(bound.get(series.tag()));
  }

  /**
   * Where a series name is asked for, the list of tags is needed to know which version is newest;
   * it also tells which names are free, which saves asking for them one by one.
   */
  private RegistryFacts beforeImage() {
    List<ReleaseTag> lasting = having(kind -> kind == Kind.VERSION || kind == Kind.SHORT_SHA);
    if (having(kind -> kind == Kind.SERIES).isEmpty()) {
      resolve(lasting);
    } else {
      list();
      resolve(lasting.stream().filter(tag -> listed.contains(tag.tag())).toList());
    }
    return facts(Optional.empty());
  }

  private void list() {
    listed.addAll(repository.tags().list());
  }

  private void resolve(Collection<ReleaseTag> names) {
    Parallel.forEach(names, this::resolve);
  }

  private Optional<Digest> resolve(ReleaseTag name) {
    Optional<Digest> digest = repository.manifests().resolve(name.tag());
    digest.ifPresent(found -> bound.put(name.tag(), found));
    return digest;
  }

  private Optional<ReleaseTag> only(Kind kind) {
    return having(kind::equals).stream().findFirst();
  }

  private List<ReleaseTag> having(Predicate<Kind> kind) {
    return tags.stream().filter(tag -> kind.test(tag.kind())).toList();
  }

  private RegistryFacts facts(Optional<BuildMetadata> published) {
    return new RegistryFacts(bound, new HashSet<>(listed), published);
  }
}
