package org.ignition.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority that nobody knows, as companies have one, and a server's certificate of
 * it for this machine: {@code ca.pem}, {@code server.pem}, {@code server.key}.
 *
 * @param folder where they are
 */
public record TestAuthority(Path folder) {

  /** Makes one in {@code folder}, and what it signs. */
  public static TestAuthority in(Path folder) throws IOException {
    String openssl = RealTool.require("openssl").toString();
    Files.writeString(folder.resolve("names"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
    run(
        folder,
        openssl,
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=Ignition Test Authority",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem");
    run(
        folder,
        openssl,
        "req",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-keyout",
        "server.key",
        "-out",
        "server.csr");
    run(
        folder,
        openssl,
        "x509",
        "-req",
        "-in",
        "server.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        "names",
        "-out",
        "server.pem");
    return new TestAuthority(folder);
  }

  /** PEM of its own certificate. */
  public Path certificate() {
    return folder.resolve("ca.pem");
  }

  /** TLS of a server with its certificate. */
  public SSLContext server() throws IOException, GeneralSecurityException {
    char[] password = "test".toCharArray();
    run(
        folder,
        RealTool.require("openssl").toString(),
        "pkcs12",
        "-export",
        "-in",
        "server.pem",
        "-inkey",
        "server.key",
        "-passout",
        "pass:test",
        "-out",
        "server.p12");
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(folder.resolve("server.p12").toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  static String run(Path folder, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(new File("/dev/null"))
            .start();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(List.of(command) + " failed");
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
