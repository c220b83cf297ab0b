package org.ignition.flow.build;

import static org.ignition.testing.ReleaseFixture.BRANCH;
import static org.ignition.testing.ReleaseFixture.FULL;
import static org.ignition.testing.ReleaseFixture.MAJOR;
import static org.ignition.testing.ReleaseFixture.MINOR;
import static org.ignition.testing.ReleaseFixture.RELEASE;
import static org.ignition.testing.ReleaseFixture.SHA;
import static org.ignition.testing.ReleaseFixture.SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ignition.image.AssembledImage;
import org.ignition.image.Manifest;
import org.ignition.image.ReleaseTag;
import org.ignition.image.Tag;
import org.ignition.metadata.BuildMetadata;
import org.ignition.metadata.PublishedMetadata;
import org.ignition.plan.BuildFacts.RegistryFacts;
import org.ignition.registry.TransferListener;
import org.ignition.testing.ImageFixture;
import org.ignition.testing.MemoryRepository;
import org.ignition.testing.ReleaseFixture;
import org.junit.jupiter.api.Test;

class BuildFactsReaderTest {

  private static final AssembledImage IMAGE = new ImageFixture().image();
  private static final Manifest OTHER = Manifest.writeIndex(List.of());
  private static final ReleaseTag[] ALL = {FULL, SHORT, RELEASE, MINOR, MAJOR};

  private final MemoryRepository repository = new MemoryRepository(ReleaseFixture.SHOP);

  private RegistryFacts read(ReleaseTag... tags) {
    return new BuildFactsReader(repository, List.of(tags)).read();
  }

  private BuildMetadata released() {
    IMAGE.blobs().forEach(blob -> repository.upload(blob, TransferListener.NONE));
    BuildMetadata metadata = ReleaseFixture.named(FULL, SHORT).published(IMAGE.digest());
    PublishedMetadata published = new PublishedMetadata(repository);
    published.uploads(metadata).forEach(Runnable::run);
    published.attach(IMAGE.manifest().descriptor(), metadata);
    for (String tag : List.of(SHA.hex(), SHA.shortSha())) {
      repository.bind(tag, IMAGE.manifest());
    }
    return metadata;
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertEquals(new RegistryFacts(Map.of(), Set.of(), Optional.empty()), read(ALL));
  }

  @Test
  void asksForTheFullShaFirst() {
    read(FULL, SHORT, RELEASE);
    assertEquals("resolve " + SHA.hex(), repository.calls().getFirst());
  }

  @Test
  void findsImageMetadataAndNames() {
    BuildMetadata metadata = released();
    RegistryFacts facts = read(FULL, SHORT, RELEASE);
    assertEquals(Optional.of(metadata), facts.published());
    assertEquals(Optional.of(IMAGE.digest()), facts.boundTo(SHORT.tag()));
    assertEquals(Optional.empty(), facts.boundTo(RELEASE.tag()));
  }

  @Test
  void findsALastingNameThatIsTaken() {
    repository.bind("v1.2.3", OTHER);
    assertEquals(Optional.of(OTHER.digest()), read(FULL, SHORT, RELEASE).boundTo(RELEASE.tag()));
  }

  @Test
  void findsAShortShaThatIsTakenAlsoWhereTagsAreListed() {
    repository.bind(SHA.shortSha(), OTHER);
    assertEquals(Optional.of(OTHER.digest()), read(ALL).boundTo(SHORT.tag()));
  }

  @Test
  void listsTagsOnlyWhereASeriesIsAskedFor() {
    repository.bind("v1.9.0", OTHER);
    assertEquals(Set.of(), read(FULL, SHORT, RELEASE, BRANCH).listed());
    assertEquals(Set.of(new Tag("v1.9.0")), read(ALL).listed());
  }

  @Test
  void listsTagsWhereASeriesLeadsElsewhere() {
    released();
    repository.bind("v1.2", OTHER);
    assertTrue(read(ALL).listed().contains(new Tag("v1.2")));
  }

  @Test
  void listsTagsWhereNobodyHasBoundTheSeriesYet() {
    released();
    repository.bind("v1.3.0", OTHER);
    assertTrue(read(ALL).listed().contains(new Tag("v1.3.0")));
  }

  @Test
  void listsNothingWhereAllNamesLeadToTheImage() {
    released();
    List.of("v1.2.3", "v1.2", "v1").forEach(tag -> repository.bind(tag, IMAGE.manifest()));
    read(ALL);
    assertFalse(repository.calls().contains("list tags"));
  }
}
