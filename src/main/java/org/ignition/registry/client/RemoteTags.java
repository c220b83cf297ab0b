package org.ignition.registry.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.image.ImageName;
import org.ignition.image.Tag;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.registry.Tags;

/** {@link Tags} over HTTP. */
final class RemoteTags implements Tags {

  private static final int PAGE = 1000;
  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.REGISTRY_PROTOCOL, RemoteException::new);

  private final RemoteRegistry registry;
  private final ImageName name;

  RemoteTags(RemoteRegistry registry, ImageName name) {
    this.registry = registry;
    this.name = name;
  }

  @Override
  public Set<Tag> list() {
    Set<Tag> tags = new LinkedHashSet<>();
    Pages pages = new Pages();
    Reply page = ask(URI.create("/v2/" + name.repository() + "/tags/list?n=" + PAGE));
    if (page.status() == 404) {
      return Set.of();
    }
    Optional<URI> next = collect(page, tags, pages);
    while (next.isPresent()) {
      next = collect(ask(next.get()), tags, pages);
    }
    return Collections.unmodifiableSet(tags);
  }

  private Reply ask(URI page) {
    return registry.ask(Call.of("GET", page, Scope.pull(name.repository())));
  }

  /** Takes the page's tags, and tells where the next one is. */
  private static Optional<URI> collect(Reply page, Set<Tag> tags, Pages pages) {
    if (page.status() != 200) {
      throw Rejections.of(page);
    }
    Fields fields = Fields.of(Documents.json(page.text(), Path.of("tags"), KIND), KIND, "");
    // What is no tag could not be asked for either.
    fields.texts("tags").stream().filter(Tag::isTag).map(Tag::new).forEach(tags::add);
    return pages.next(page);
  }
}
