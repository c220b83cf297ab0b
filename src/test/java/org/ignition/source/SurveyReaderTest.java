package org.ignition.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.URIish;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyReaderTest {

  @TempDir private Path folder;

  private Git repository(String branch) throws Exception {
    return Git.init().setDirectory(folder.toFile()).setInitialBranch(branch).call();
  }

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, "");
  }

  private Survey survey() {
    return SurveyReader.read(folder, RunnerFacts.NONE);
  }

  @Test
  void takesTheBranchThatIsCheckedOutBeforeTheFirstCommit() throws Exception {
    repository("trunk").close();
    assertEquals("trunk", survey().mainBranch());
  }

  @Test
  void takesABranchWithAUsualNameBeforeTheOneThatIsCheckedOut() throws Exception {
    try (Git git = repository("master")) {
      git.commit().setMessage("first").setSign(false).setAuthor("t", "t@example.com").call();
      git.checkout().setCreateBranch(true).setName("feature/x").call();
      git.remoteAdd().setName("origin").setUri(new URIish("https://example.com/a/b")).call();
    }
    assertEquals("master", survey().mainBranch());
  }

  @Test
  void tellsNoOriginFromOneElsewhere() throws Exception {
    try (Git git = repository("main")) {
      assertEquals(Optional.empty(), survey().origin());
      git.remoteAdd().setName("origin").setUri(new URIish("git@gitlab.com:a/b.git")).call();
      assertEquals("https://gitlab.com/a/b", survey().origin().orElseThrow().url());
    }
  }

  @Test
  void prefersWhatStandsNearerToTheRoot() throws Exception {
    repository("main").close();
    for (String name :
        List.of("a/Dockerfile", "Dockerfile.dev", "Dockerfile", "a/jib.yaml", "jib-debug.yml")) {
      write(name);
    }
    assertEquals(
        List.of(Path.of("Dockerfile"), Path.of("Dockerfile.dev"), Path.of("a/Dockerfile")),
        survey().dockerfiles().stream().map(Dockerfile::file).toList());
    assertEquals(List.of(Path.of("jib-debug.yml"), Path.of("a/jib.yaml")), survey().buildFiles());
  }

  @Test
  void takesVersionFilesOfOneDepthOnly() throws Exception {
    repository("main").close();
    Files.writeString(write("backend/package.json"), "{\"version\": \"1.0.0\"}");
    Files.writeString(write("frontend/pom.xml"), "<project/>");
    Files.writeString(write("backend/lib/package.json"), "{\"version\": \"3.0.0\"}");
    assertEquals(
        List.of(Path.of("backend/package.json")),
        survey().versions().stream().map(reading -> reading.at().file()).toList());
    assertEquals(List.of(Path.of("frontend/pom.xml")), survey().versionless());
  }

  @Test
  void tellsLayoutsOfMigrations() throws Exception {
    repository("main").close();
    write("flyway/migration/V1__shop.sql");
    write("pairs/migrations/1_shop.up.sql");
    write("pairs/migrations/1_shop.down.sql");
    write("diesel/migrations/2020-01-01_shop/up.sql");
    write("other/migrations/shop.sql");
    write("queries/shop.sql");
    List<String> told =
        survey().migrations().stream().map(f -> f.folder() + ": " + f.layout()).sorted().toList();
    assertEquals(4, told.size(), told::toString);
    assertTrue(told.get(0).contains("up.sql, down.sql"), told::toString);
    assertTrue(told.get(1).contains("Flyway"), told::toString);
    assertTrue(told.get(2).contains("do not tell"), told::toString);
    assertTrue(told.get(3).contains("1_name.up.sql"), told::toString);
  }

  @Test
  void leavesOutWhatIsIgnoredLinkedOrNotTheProjects() throws Exception {
    repository("main").close();
    Files.writeString(write(".gitignore"), "out/\n");
    for (String name : List.of("out/Dockerfile", "vendor/Dockerfile", "x/testdata/Dockerfile")) {
      write(name);
    }
    Files.createSymbolicLink(folder.resolve("Dockerfile"), write("real"));
    assertEquals(List.of(), survey().dockerfiles());
  }

  @Test
  void wantsTheRootOfARepository() throws Exception {
    assertEquals(ErrorCode.SOURCE_NOT_A_REPOSITORY, refusal(folder).code());
    repository("main").close();
    Path below = Files.createDirectory(folder.resolve("below"));
    InputException refusal = refusal(below);
    assertEquals(ErrorCode.SOURCE_NOT_A_REPOSITORY, refusal.code());
    assertTrue(refusal.problem().advice().contains(folder.toRealPath().toString()));
  }

  private static InputException refusal(Path workspace) {
    return assertThrows(InputException.class, () -> SurveyReader.read(workspace, RunnerFacts.NONE));
  }
}
