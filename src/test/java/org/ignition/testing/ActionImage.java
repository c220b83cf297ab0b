package org.ignition.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The action's image, made of these sources by the public Dockerfile, once in a test run; or the
 * one that {@code IGNITION_IMAGE} names, such as a release candidate.
 */
public final class ActionImage {

  private static final int BUILT_WITHIN_MINUTES = 15;

  private ActionImage() {}

  /** Its name for Docker. Without an engine the test is skipped, except in CI. */
  public static synchronized String name() throws Exception {
    requireEngine();
    return Built.NAME;
  }

  /** A Docker engine that answers. */
  public static Path requireEngine() throws Exception {
    Path docker = RealTool.require("docker");
    boolean answers =
        new ProcessBuilder(docker.toString(), "version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
    if (!answers && "true".equals(System.getenv("CI"))) {
      Assertions.fail("no Docker engine answers; .ci/docker starts one");
    }
    Assumptions.assumeTrue(answers, "no Docker engine answers; .ci/docker starts one");
    return docker;
  }

  private static final class Built {
    static final String NAME = built();

    private static String built() {
      String named = System.getenv("IGNITION_IMAGE");
      if (named != null) {
        return named;
      }
      RealTool.require("debootstrap");
      try {
        build();
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
      return "ignition-release:ci";
    }

    private static void build() throws IOException, InterruptedException {
      Process process = new ProcessBuilder(".ci/image").redirectErrorStream(true).start();
      String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Assertions.assertTrue(process.waitFor(BUILT_WITHIN_MINUTES, TimeUnit.MINUTES), log);
      Assertions.assertEquals(0, process.exitValue(), log);
    }
  }
}
