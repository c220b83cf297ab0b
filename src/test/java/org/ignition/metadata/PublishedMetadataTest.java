package org.ignition.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ignition.image.AssembledImage;
import org.ignition.image.Digest;
import org.ignition.image.MediaType;
import org.ignition.migration.Assessment;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.ReleaseSchema;
import org.ignition.registry.TransferListener;
import org.ignition.testing.ImageFixture;
import org.ignition.testing.MemoryRepository;
import org.ignition.testing.ReleaseFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedMetadataTest {

  private static final AssembledImage IMAGE = new ImageFixture().image();

  private final MemoryRepository repository = new MemoryRepository(ReleaseFixture.SHOP);
  private final PublishedMetadata published = new PublishedMetadata(repository);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10_000})
  void isFoundAgainHoweverManyMigrationsItTellsOf(int migrations) {
    BuildMetadata metadata = telling(migrations);
    attach(metadata);
    assertEquals(Optional.of(metadata), published.of(IMAGE.digest()));
  }

  @Test
  void keepsItsManifestFarBelowWhatRegistriesRefuse() {
    attach(telling(10_000));
    assertTrue(largestManifest() < 2 * PublishedMetadata.LARGEST_EMBEDDED);
  }

  private long largestManifest() {
    return repository.referrers().list(IMAGE.digest(), MediaType.BUILD_METADATA).stream()
        .mapToLong(artifact -> artifact.size())
        .max()
        .orElseThrow();
  }

  private void attach(BuildMetadata metadata) {
    IMAGE.blobs().forEach(blob -> repository.blobs().upload(blob, TransferListener.NONE));
    repository.manifests().put(IMAGE.manifest(), IMAGE.digest());
    published.uploads(metadata).forEach(Runnable::run);
    published.attach(IMAGE.manifest().descriptor(), metadata);
  }

  private static BuildMetadata telling(int migrations) {
    Digest digest = IMAGE.digest();
    List<ReleaseMigration> told =
        IntStream.rangeClosed(1, migrations)
            .mapToObj(each ->
                new ReleaseMigration(
                    Integer.toString(each),
                    "a_migration_with_a_name",
                    Assessment.UNKNOWN,
                    digest,
                    Optional.of(digest)))
            .toList();
    return ReleaseFixture.named(ReleaseFixture.FULL)
        .published(digest)
        .withSchema(new ReleaseSchema(Optional.empty(), told));
  }
}
