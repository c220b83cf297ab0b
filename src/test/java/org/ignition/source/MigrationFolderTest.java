package org.ignition.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFolderTest {

  @TempDir Path folder;

  private Path find(String... files) throws Exception {
    try (SampleRepository sample = SampleRepository.in(folder)) {
      for (String file : files) {
        sample.file(file, "");
      }
      return MigrationFolder.find(folder);
    }
  }

  @Test
  void isTheOneWithAUsualName() throws Exception {
    assertEquals(Path.of("db/migrations"), find("db/migrations/1_a.sql", "db/schema.sql"));
  }

  @Test
  void isTheInnerOneOfTwo() throws Exception {
    assertEquals(
        Path.of("atc/db/migration/migrations"), find("atc/db/migration/migrations/1_a.up.sql"));
  }

  @Test
  void isTheOneAboveFoldersOfDiesel() throws Exception {
    assertEquals(Path.of("migrations"), find("migrations/1_a/up.sql"));
  }

  @Test
  void mustBeOnlyOne() {
    InputException several =
        assertThrows(
            InputException.class, () -> find("a/migrations/1_a.sql", "b/migrations/1_b.sql"));
    assertEquals(ErrorCode.MIGRATIONS_AMBIGUOUS, several.problem().code());
    assertTrue(several.problem().what().endsWith("a/migrations, b/migrations"));
  }

  @Test
  void mustBeThere() {
    InputException none = assertThrows(InputException.class, () -> find("migrations/README.md"));
    assertEquals(ErrorCode.MIGRATIONS_NOT_FOUND, none.problem().code());
  }

  @Test
  void isLookedForInARepositoryOnly() {
    InputException none = assertThrows(InputException.class, () -> MigrationFolder.find(folder));
    assertEquals("There is no git repository here", none.problem().what());
  }
}
