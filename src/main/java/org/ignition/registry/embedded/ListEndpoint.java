package org.ignition.registry.embedded;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.image.Tag;
import org.ignition.json.Json;
import org.ignition.registry.embedded.Failure.Code;

/** Tags and referrers (distribution-spec 1.1.1, "Listing Tags", "Listing Referrers"). */
final class ListEndpoint {

  private final Layouts layouts;

  ListEndpoint(Layouts layouts) {
    this.layouts = layouts;
  }

  Answer answer(Route.TagList route, Request request) throws IOException, Failure {
    requireGet(request);
    LayoutIndex index = layouts.existing(route.repository()).index();
    Optional<Tag> last = request.query("last").filter(Tag::isTag).map(Tag::new);
    List<Tag> all = last.map(index::tagsAfter).orElseGet(index::tags);
    int limit = limit(request, all.size());
    List<Tag> page = all.subList(0, limit);
    Answer answer = Answer.bytes(200, "application/json", json(route, page));
    return limit > 0 && limit < all.size()
        ? answer.with("Link", next(route, limit, page.getLast()))
        : answer;
  }

  private static int limit(Request request, int most) throws Failure {
    try {
      int limit = Integer.parseInt(request.query("n").orElse(Integer.toString(most)));
      return Math.clamp(limit, 0, most);
    } catch (NumberFormatException e) {
      throw new Failure(400, Code.UNSUPPORTED, "n is not a number");
    }
  }

  private static byte[] json(Route.TagList route, List<Tag> page) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", route.repository().value());
    json.put("tags", page.stream().map(Tag::value).toList());
    return Json.bytes(json);
  }

  private static String next(Route.TagList route, int limit, Tag last) {
    return "</v2/%s/tags/list?n=%d&last=%s>; rel=\"next\""
        .formatted(route.repository(), limit, last);
  }

  Answer answer(Route.ReferrerList route, Request request) throws IOException, Failure {
    requireGet(request);
    Digest subject = Request.digestOf(route.digest());
    Optional<String> type = request.query("artifactType").filter(text -> !text.isEmpty());
    List<Descriptor> referrers =
        layouts.of(route.repository()).referrers(subject).stream()
            .filter(referrer -> type.isEmpty() || referrer.artifactType().equals(type.get()))
            .toList();
    Answer answer = Answer.bytes(200, MediaType.OCI_INDEX, Manifest.writeIndex(referrers).bytes());
    return type.isPresent() ? answer.with("OCI-Filters-Applied", "artifactType") : answer;
  }

  private static void requireGet(Request request) throws Failure {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      throw request.notAllowed();
    }
  }
}
