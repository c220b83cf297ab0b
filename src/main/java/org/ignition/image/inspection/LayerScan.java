package org.ignition.image.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.image.BlobSource;
import org.ignition.image.content.BlobContent;
import org.ignition.image.content.TarEntry;
import org.ignition.image.content.TarReader;

/** Reads one layer from its first entry to its last, and holds small beginnings of files only. */
final class LayerScan {

  /** Beyond this many the reader has seen enough, and memory is spared. */
  private static final int MOST_FINDINGS = 1000;

  private final LayerView view;
  private final Optional<Intended> search;
  private final InspectionLimits limits;
  private final InspectionLimits.Budget budget;
  private final List<Suspect> suspects = new ArrayList<>();

  /**
   * @param interest paths about which to keep facts
   * @param search for secrets too, except for those that are listed; empty not to search
   */
  LayerScan(
      Set<String> interest,
      Optional<Intended> search,
      InspectionLimits limits,
      InspectionLimits.Budget budget) {
    this.view = new LayerView(interest);
    this.search = search;
    this.limits = limits;
    this.budget = budget;
  }

  /**
   * What came of it.
   *
   * @param view what the layer says about the paths of interest
   * @param suspects files that look like secrets, in the layer's order
   */
  record Result(LayerView view, List<Suspect> suspects) {}

  /**
   * A file that looks like a secret.
   *
   * @param path in the image, clean
   * @param rule that found it
   */
  record Suspect(String path, FileRule rule) {

    String where() {
      return "/" + path;
    }
  }

  Result read(BlobSource layer) throws IOException {
    try (InputStream in = BlobContent.unpack(layer, limits.unpacked())) {
      TarReader tar = new TarReader(in);
      for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
        look(entry.get(), tar);
      }
    }
    return new Result(view, suspects);
  }

  private void look(TarEntry entry, TarReader tar) throws IOException {
    budget.take(entry.size());
    String path = ImagePath.clean(entry.name());
    if (view.delete(path)) {
      return;
    }
    FileRules.Suspicion suspicion =
        isSearched(entry) ? FileRules.suspect(path, entry.size()) : FileRules.Suspicion.NONE;
    boolean matters = view.matters(path);
    byte[] head =
        tar.read(Math.max(suspicion.bytes(), matters && isShort(entry) ? VersionFile.LONGEST : 0));
    if (matters) {
      view.put(path, fact(entry, head));
    }
    suspicion.confirmed(path, head).ifPresent(rule -> add(path, rule));
  }

  private boolean isSearched(TarEntry entry) {
    return search.isPresent()
        && entry.type() == TarEntry.Type.FILE
        && suspects.size() < MOST_FINDINGS;
  }

  /** What is listed is left out at once, so that it can't use up the room for what is not. */
  private void add(String path, FileRule rule) {
    Suspect suspect = new Suspect(path, rule);
    if (search.filter(intended -> intended.covers(suspect.where())).isEmpty()) {
      suspects.add(suspect);
    }
  }

  private static boolean isShort(TarEntry entry) {
    return entry.type() == TarEntry.Type.FILE && entry.size() <= VersionFile.LONGEST;
  }

  private static Fact fact(TarEntry entry, byte[] head) {
    return switch (entry.type()) {
      case FILE ->
          isShort(entry)
              ? new Fact.Content(head)
              : new Fact.Other("a file of more than " + VersionFile.LONGEST + " bytes");
      case SPARSE -> new Fact.Other("a file with holes");
      case FOLDER -> new Fact.Folder();
      case SYMLINK -> new Fact.Symlink(entry.target());
      case HARDLINK -> new Fact.HardLink(entry.target());
      case OTHER -> new Fact.Other("a device or a pipe");
    };
  }
}
