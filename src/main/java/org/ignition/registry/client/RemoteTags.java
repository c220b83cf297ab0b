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
    Optional<URI> page =
        Optional.of(URI.create("/v2/" + name.repository() + "/tags/list?n=" + PAGE));
    while (page.isPresent()) {
      page = collect(page.get(), tags).flatMap(pages::next);
    }
    return Collections.unmodifiableSet(tags);
  }

  private Optional<Reply> collect(URI page, Set<Tag> tags) {
    Reply reply = registry.ask(Call.of("GET", page, Scope.pull(name.repository())));
    return switch (reply.status()) {
      case 200 -> {
        Fields fields = Fields.of(Documents.json(reply.text(), Path.of("tags"), KIND), KIND, "");
        // What is no tag could not be asked for either.
        fields.texts("tags").stream().filter(Tag::isTag).map(Tag::new).forEach(tags::add);
        yield Optional.of(reply);
      }
      case 404 -> Optional.empty();
      default -> throw Rejections.of(reply);
    };
  }
}
