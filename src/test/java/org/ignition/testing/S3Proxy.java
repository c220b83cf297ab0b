package org.ignition.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * S3Proxy on a free loopback port over a folder: a service for buckets that checks signatures and
 * checksums, and knows what S3 knows but encryption.
 */
public final class S3Proxy implements AutoCloseable {

  /** The pair of keys that it knows. */
  public static final String ACCESS_KEY = "test-access-key";

  public static final String SECRET_KEY = "test-secret/key+with=signs";

  private final Path folder;
  private final int port;
  private final Program program;

  private S3Proxy(Path folder, int port, Program program) {
    this.folder = folder;
    this.port = port;
    this.program = program;
  }

  /** Starts one over {@code folder}; a folder in it is a bucket. */
  public static S3Proxy over(Path folder) throws Exception {
    Path program = RealTool.require("s3proxy");
    Path own = Files.createTempDirectory("s3proxy");
    int port = FreePort.any();
    Files.writeString(
        own.resolve("properties"),
        """
        s3proxy.authorization=aws-v4
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(port, ACCESS_KEY, SECRET_KEY, folder));
    Path quiet =
        Files.writeString(
            own.resolve("log.xml"),
            """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level %msg%n</pattern></encoder>
              </appender>
              <root level="info"><appender-ref ref="out"/></root>
            </configuration>
            """);
    return new S3Proxy(
        own,
        port,
        Program.start(
            own.resolve("log"),
            "Started ogsoejs.ServerConnector",
            "/usr/bin/env",
            "JAVA_TOOL_OPTIONS=-Xmx256m -XX:TieredStopAtLevel=1 -Dlogback.configurationFile="
                + quiet,
            program.toString(),
            "--properties",
            own.resolve("properties").toString()));
  }

  /** {@code host:port}; plain HTTP. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** What it said so far. */
  public String log() throws IOException {
    return program.log();
  }

  @Override
  public void close() {
    program.close();
    ProgramFolder.remove(folder);
  }
}
