package org.ignition.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Ceph's gateway on a free loopback port, over the small store that it brings along: it knows
 * encryption and the keys of {@link S3Proxy}, passes over {@code If-None-Match} and {@code Range},
 * and lists no unfinished uploads.
 */
public final class CephGateway implements AutoCloseable {

  /** The id of a key that it encrypts with ({@code aws:kms}). */
  public static final String KMS_KEY = "backups-key";

  private final Path folder;
  private final int port;
  private final Program program;

  private CephGateway(Path folder, int port, Program program) {
    this.folder = folder;
    this.port = port;
    this.program = program;
  }

  /** Starts an empty one. */
  public static CephGateway start() throws Exception {
    Path program = RealTool.require("radosgw").toRealPath();
    Path folder = Files.createTempDirectory("ceph");
    int port = FreePort.any();
    for (String below : List.of("data", "db", "run")) {
      Files.createDirectory(folder.resolve(below));
    }
    Files.writeString(folder.resolve("ceph.conf"), configuration(folder, port));
    RealProgram.output(
        program.resolveSibling("radosgw-admin"),
        "--no-mon-config",
        "-c",
        folder.resolve("ceph.conf").toString(),
        "user",
        "create",
        "--uid=test",
        "--display-name=test",
        "--access-key=" + S3Proxy.ACCESS_KEY,
        "--secret-key=" + S3Proxy.SECRET_KEY);
    return new CephGateway(
        folder,
        port,
        Program.start(
            folder.resolve("log"),
            "starting handler: beast",
            program.toString(),
            "-d",
            "--no-mon-config",
            "-c",
            folder.resolve("ceph.conf").toString(),
            "--name",
            "client.rgw.test"));
  }

  private static String configuration(Path folder, int port) {
    return """
    [global]
    rgw_backend_store = dbstore
    rgw_config_store = dbstore
    dbstore_config_uri = file:%1$s/db/config.db
    dbstore_db_dir = %1$s/db
    rgw_data = %1$s/data
    run_dir = %1$s/run
    admin_socket =
    rgw_frontends = beast endpoint=127.0.0.1:%2$d
    rgw_crypt_require_ssl = false
    rgw_crypt_s3_kms_backend = testing
    rgw_crypt_s3_kms_encryption_keys = %3$s=YmluCmJvb3N0CmJvb3N0LWJ1aWxkCmNlcGguY29uZgo=
    """
        .formatted(folder, port, KMS_KEY);
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
