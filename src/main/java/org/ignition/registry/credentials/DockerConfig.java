package org.ignition.registry.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;

/**
 * Docker's {@code config.json}, as far as it says who we are: {@code auths}, {@code credHelpers},
 * {@code credsStore} (docker CLI reference, "Credential stores").
 *
 * @param logins by registry key
 * @param helpers name of a credential helper by registry key
 * @param store name of the helper for every other registry; empty when there is none
 */
record DockerConfig(
    Map<String, Credential> logins, Map<String, String> helpers, Optional<String> store) {

  static final DockerConfig NONE = new DockerConfig(Map.of(), Map.of(), Optional.empty());

  private static final String FILE = "config.json";

  /** Copies the maps, keeping the file's order. */
  DockerConfig {
    logins = Collections.unmodifiableMap(new LinkedHashMap<>(logins));
    helpers = Collections.unmodifiableMap(new LinkedHashMap<>(helpers));
  }

  /**
   * Reads the configuration in {@code folder}; one that is not there says nothing.
   *
   * @throws InputException when it is there and cannot be understood
   */
  static DockerConfig in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return parse(Files.readString(file), file);
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (IOException e) {
      throw new InputException(problem(file, "cannot be read"), e);
    }
  }

  static DockerConfig parse(String text, Path file) {
    DocumentKind kind = kind(file);
    if (text.isBlank()) {
      return NONE;
    }
    Fields fields = Fields.of(Documents.json(text, file, kind), kind, "");
    return new DockerConfig(
        fields.fields("auths").map(auths -> logins(auths, file)).orElse(Map.of()),
        fields.textMap("credHelpers"),
        fields.text("credsStore").filter(name -> !name.isBlank()));
  }

  private static Map<String, Credential> logins(Fields auths, Path file) {
    Map<String, Credential> logins = new LinkedHashMap<>();
    for (String key : auths.keys()) {
      auths.fields(key).flatMap(a -> login(a, file)).ifPresent(login -> logins.put(key, login));
    }
    return logins;
  }

  /** Empty for the {@code {}} that docker leaves where a helper keeps the secret. */
  private static Optional<Credential> login(Fields auth, Path file) {
    Optional<String> identity = auth.text("identitytoken").filter(token -> !token.isEmpty());
    if (identity.isPresent()) {
      return identity.map(Credential.IdentityToken::new);
    }
    Optional<String> encoded = auth.text("auth").filter(text -> !text.isEmpty());
    if (encoded.isPresent()) {
      return encoded.map(text -> decoded(text, auth.at(), file));
    }
    return auth.text("username")
        .filter(user -> !user.isEmpty())
        .map(user -> Credential.of(user, auth.text("password").orElse("")));
  }

  private static Credential decoded(String encoded, SourceLocation at, Path file) {
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded.strip());
      // Docker pads some secrets with NUL.
      String pair = new String(bytes, StandardCharsets.UTF_8).replaceAll("\0+$", "");
      int colon = pair.indexOf(':');
      if (colon > 0) {
        return Credential.of(pair.substring(0, colon), pair.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      throw new InputException(problem(file, "has an `auth` that is not base64").at(at), e);
    }
    throw new InputException(problem(file, "has an `auth` that is not user:password").at(at));
  }

  /** Takes only the place from what the parser says: its words may quote a secret. */
  private static DocumentKind kind(Path file) {
    return DocumentKind.of(
        ErrorCode.CREDENTIALS_UNREADABLE,
        parsed ->
            new InputException(
                problem(file, "is not understood")
                    .at(parsed.at().orElseGet(() -> SourceLocation.of(file)))));
  }

  private static Problem problem(Path file, String what) {
    return Problem.of(
        ErrorCode.CREDENTIALS_UNREADABLE,
        "Docker's configuration " + file + " " + what,
        "It may hold the login for the registry",
        "Correct it, or run `docker login` again, or give a login as an input");
  }
}
