package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflow that `init` writes for a Dockerfile, with real buildx. */
class InitIT {

  private static final String WORKFLOW = ".github/workflows/release.yml";

  /**
   * What the workflow asks for when a pull request comes from a fork, so that nothing is pushed.
   */
  private static final Map<String, String> FORK =
      Map.of(
          "github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name"
              + " != github.repository && 'embedded' || ''",
          "embedded",
          "github.actor",
          "octocat",
          "secrets.GITHUB_TOKEN",
          "token");

  @Test
  void theWrittenWorkflowBuildsADockerfile(@TempDir Path home) throws Exception {
    RealTool.require("docker-buildx");
    RealProgram.output(RealTool.require("docker"), "buildx", "ls");
    Shop shop =
        Shop.uncommitted(
            home,
            Map.of(
                "Shop.java", "class Shop {}\n",
                "package.json", "{\"version\": \"1.0.0\"}\n",
                "service/Dockerfile", "FROM scratch\nCOPY Shop.java /app/Shop.java\n"));
    assertEquals(0, shop.ignition("init").code());
    shop.commit("first");
    Shop.Run build = new RehearsedWorkflow(shop, WORKFLOW, FORK).run();
    assertEquals("done", build.output("result"), build::toString);
    assertEquals("v1.0.0", build.output("version"));
    assertEquals("canonical", build.output("repository-type"));
    assertTrue(build.output("image").contains("/acme/shop@sha256:"), build::toString);
  }

  @Test
  void theWrittenWorkflowAssemblesABuildFile(@TempDir Path home) throws Exception {
    Shop shop =
        Shop.uncommitted(
            home, Map.of("Shop.java", "class Shop {}\n", "jib.yaml", Shop.buildFile("")));
    assertEquals(0, shop.ignition("init").code());
    shop.commit("first");
    Shop.Run build = new RehearsedWorkflow(shop, WORKFLOW, FORK).run();
    assertEquals("done", build.output("result"), build::toString);
  }
}
