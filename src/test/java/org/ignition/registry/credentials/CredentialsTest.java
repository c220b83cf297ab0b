package org.ignition.registry.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.registry.RegistryAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  @TempDir Path folder;

  /** With a helper. */
  private Duration patience = Duration.ofSeconds(60);

  private static String auth(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private Credentials credentials(String config, RegistryAccess.Login... logins)
      throws IOException {
    Files.writeString(folder.resolve("config.json"), config);
    RegistryAccess access =
        new RegistryAccess(List.of(logins), Optional.of(folder), Optional.empty(), Set.of());
    CredentialHelper helper =
        new CredentialHelper(program -> folder.resolve(program).toString(), patience);
    return new Credentials(access, helper);
  }

  /** A real program that keeps what it was told beside itself. */
  private void helper(String name, String script) throws IOException {
    Path program = folder.resolve("docker-credential-" + name);
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void takesWhatTheUserGaveFirst() throws IOException {
    Credentials credentials =
        credentials(
            "{\"auths\":{\"ghcr.io\":{\"auth\":\"" + auth("docker:x") + "\"}}}",
            new RegistryAccess.Login("GHCR.io", "given", "secret"));
    assertEquals(new Credential.Password("given", "secret"), credentials.of("ghcr.io"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ghcr.io", "https://ghcr.io", "https://ghcr.io/v1/", "http://GHCR.IO/v2/"})
  void knowsAllSpellingsOfRegistry(String key) throws IOException {
    Credentials credentials =
        credentials("{\"auths\":{\"" + key + "\":{\"auth\":\"" + auth("me:a:b") + "\"}}}");
    assertEquals(new Credential.Password("me", "a:b"), credentials.of("ghcr.io"));
    assertEquals(new Credential.Anonymous(), credentials.of("ghcr.io:5000"));
    assertEquals(new Credential.Anonymous(), credentials.of("evil-ghcr.io"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker.io", "index.docker.io", "registry-1.docker.io"})
  void knowsAllNamesOfDockerHub(String host) throws IOException {
    Credentials credentials =
        credentials(
            "{\"auths\":{\"https://index.docker.io/v1/\":{\"username\":\"u\",\"password\":\"p\"}}}");
    assertEquals(new Credential.Password("u", "p"), credentials.of(host));
  }

  @Test
  void tellsIdentityTokensFromPasswords() throws IOException {
    Credentials credentials =
        credentials(
            "{\"auths\":{\"a.io\":{\"auth\":\"" + auth("0000:") + "\",\"identitytoken\":\"tok\"}}}",
            new RegistryAccess.Login("b.io", "<token>", "tok2"));
    assertEquals(new Credential.IdentityToken("tok"), credentials.of("a.io"));
    assertEquals(new Credential.IdentityToken("tok2"), credentials.of("b.io"));
  }

  @Test
  void asksHelperOfRegistryOnItsInput() throws IOException {
    helper(
        "mine",
        "read host; echo \"$# $1 $host\" >> \"$0.told\"; echo '{\"ServerURL\":\"x\",\"Username\":\"u\",\"Secret\":\"s\"}'");
    Credentials credentials = credentials("{\"credHelpers\":{\"a.io\":\"mine\"}}");
    assertEquals(new Credential.Password("u", "s"), credentials.of("a.io"));
    assertEquals(new Credential.Password("u", "s"), credentials.of("a.io"));
    assertEquals("1 get a.io\n", Files.readString(folder.resolve("docker-credential-mine.told")));
  }

  @Test
  void asksGeneralStoreForDockerHubByItsOwnKey() throws IOException {
    helper(
        "store",
        "read host; echo \"{\\\"Username\\\":\\\"<token>\\\",\\\"Secret\\\":\\\"$host\\\"}\"");
    Credentials credentials = credentials("{\"credsStore\":\"store\",\"auths\":{\"a.io\":{}}}");
    assertEquals(
        new Credential.IdentityToken("https://index.docker.io/v1/"),
        credentials.of("registry-1.docker.io"));
    assertEquals(new Credential.IdentityToken("a.io"), credentials.of("a.io"));
  }

  @Test
  void isAnonymousWhereHelperKnowsNothing() throws IOException {
    helper("store", "echo 'credentials not found in native keychain'; exit 1");
    assertEquals(new Credential.Anonymous(), credentials("{\"credsStore\":\"store\"}").of("a.io"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo 'secret-4711 is locked'; exit 1",
        "echo secret-4711",
        "echo '{\"Username\":\"u\"}'",
        "echo '{\"secret-4711'",
        "sleep 20",
        "exec >&-; sleep 20",
      })
  void namesHelperThatFails(String script) throws IOException {
    helper("bad", script);
    patience = Duration.ofSeconds(1);
    Credentials credentials = credentials("{\"credsStore\":\"bad\"}");
    InputException e = assertThrows(InputException.class, () -> credentials.of("a.io"));
    assertEquals(ErrorCode.CREDENTIALS_UNREADABLE, e.code());
    assertTrue(e.problem().toString().contains("docker-credential-bad"), e.problem().toString());
    assertFalse(e.problem().toString().contains("4711"), e.problem().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "../x", "a b", "-x", "$(id)"})
  void namesHelperThatCannotBeRun(String name) throws IOException {
    Credentials credentials = credentials("{\"credsStore\":\"" + name + "\"}");
    InputException e = assertThrows(InputException.class, () -> credentials.of("a.io"));
    assertEquals(ErrorCode.CREDENTIALS_UNREADABLE, e.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"auths\":{\"a.io\":{\"auth\":\"s3cr3t-not-base64!\"}}}",
        "{\"auths\":{\"a.io\":{\"auth\":\"czNjcjN0\"}}}",
        "{\"auths\":{\"a.io\":{\"auth\":s3cr3t}}}",
        "{\"auths\":[\"s3cr3t\"]}",
        "s3cr3t",
      })
  void namesConfigurationThatCannotBeReadWithoutRepeatingIt(String config) throws IOException {
    Credentials credentials = credentials(config);
    InputException e = assertThrows(InputException.class, () -> credentials.of("a.io"));
    assertEquals(ErrorCode.CREDENTIALS_UNREADABLE, e.code());
    assertTrue(e.problem().toString().contains("config.json"), e.problem().toString());
    assertFalse(e.problem().toString().contains("s3cr3t"), e.problem().toString());
  }

  @Test
  void doesWithoutConfiguration() {
    RegistryAccess access =
        new RegistryAccess(
            List.of(), Optional.of(folder.resolve("none")), Optional.empty(), Set.of());
    assertEquals(new Credential.Anonymous(), new Credentials(access).of("a.io"));
  }

  @Test
  void printsNoSecret() {
    assertFalse(new Credential.Password("u", "s3cr3t").toString().contains("s3cr3t"));
    assertFalse(new Credential.IdentityToken("s3cr3t").toString().contains("s3cr3t"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"https://ghcr.io/v1/\":%1$s,\"ghcr.io/acme\":%1$s,\"ghcr.io\":%2$s}",
        "{\"ghcr.io\":%2$s,\"https://ghcr.io\":%1$s,\"http://ghcr.io\":%1$s}",
        "{\"https://ghcr.io\":%2$s,\"https://ghcr.io/v2/\":%1$s,\"http://ghcr.io\":%1$s}",
      })
  void prefersTheExactKeyAndThenTheFirst(String auths) throws IOException {
    String other = "{\"auth\":\"" + auth("other:x") + "\"}";
    String wanted = "{\"auth\":\"" + auth("wanted:y") + "\"}";
    Credentials credentials = credentials("{\"auths\":" + auths.formatted(other, wanted) + "}");
    assertEquals(new Credential.Password("wanted", "y"), credentials.of("ghcr.io"));
  }
}
