package org.ignition.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Docker engine of this machine, as tests use it beside the action's own container. */
public final class Containers {

  /** The base image that .ci/base-images makes: Debian with a Java runtime. */
  public static final String JAVA_BASE = "ignition-ci/java:local";

  private Containers() {}

  /** What {@code docker} prints; it has to end with exit code 0. */
  public static String docker(String... arguments) throws Exception {
    return RealProgram.output(ActionImage.requireEngine(), arguments).strip();
  }

  /** Where a container without a network of its own reaches this machine. */
  public static InetAddress host() throws Exception {
    return InetAddress.getByName(
        docker("network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Gateway}}"));
  }

  /** Builds an OCI archive as users do, with {@code docker buildx build}. */
  public static void buildx(Path folder, Path archive, List<String> options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("build", "--provenance=false"));
    arguments.addAll(List.of("-o", "type=oci,dest=" + archive));
    arguments.addAll(options);
    arguments.add(folder.toString());
    RealProgram.output(RealTool.require("docker-buildx"), arguments.toArray(String[]::new));
  }

  /**
   * A network as a job with services has one, with a registry that steps reach as {@code
   * registry:5000}.
   *
   * @param network its name
   * @param container of the registry
   */
  public record Service(String network, String container) implements AutoCloseable {

    /** Starts the registry in a container, from the program that is installed here. */
    public static Service start(Path folder) throws Exception {
      String name = "github_network_" + Long.toUnsignedString(System.nanoTime(), 36);
      Path program = RealTool.require("docker-registry").toRealPath();
      Path config = folder.resolve("registry.yml");
      Files.writeString(
          config,
          """
          version: 0.1
          storage: {filesystem: {rootdirectory: /data}}
          http: {addr: "0.0.0.0:5000", secret: test}
          """);
      docker("network", "create", name);
      try {
        run(name, program, config);
      } catch (Exception | AssertionError e) {
        docker("network", "rm", name);
        throw e;
      }
      return new Service(name, name);
    }

    private static void run(String name, Path program, Path config) throws Exception {
      docker(
          "run",
          "--detach",
          "--rm",
          "--name",
          name,
          "--network",
          name,
          "--network-alias",
          "registry",
          "--volume",
          program + ":/registry:ro",
          "--volume",
          config + ":/registry.yml:ro",
          JAVA_BASE,
          "/registry",
          "serve",
          "/registry.yml");
    }

    /** What this machine calls the registry: {@code host:port}. */
    public String address() throws Exception {
      return docker(
              "inspect",
              "--format",
              "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
              container)
          + ":5000";
    }

    @Override
    public void close() throws IOException {
      try {
        docker("rm", "--force", container);
        docker("network", "rm", network);
      } catch (Exception e) {
        throw new IOException("left behind: " + container, e);
      }
    }
  }
}
