package org.ignition.image.inspection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files look like secrets; {@code docs/secrets.md} says it in words. */
final class FileRules {

  /** How much of a file is looked at. */
  static final int WHOLE = 32 << 10;

  private static final int START = 256;
  private static final int SHORTEST_KEY = 64;

  /**
   * A private key in PEM, PGP or OpenSSH armour, with the beginning of its body: text that only
   * mentions such keys, or a script that writes one from a variable, has none.
   */
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "(?m)^[ \\t]*-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----[ \\t\\r]*\\n"
              + "(?:[ \\t]*[A-Za-z-]{2,20}: [^\\n]{0,200}\\n){0,4}\\s{0,40}[A-Za-z0-9+/=]{20}");

  private static final FileRule KEY_CONTENT =
      new FileRule(
          "private-key",
          Pattern.compile(".*", Pattern.DOTALL),
          FileRules::holdsKey,
          "It holds a private key, and whoever can pull the image can read it",
          true);

  private static final Set<String> KEY_EXTENSIONS =
      Set.of(
          "pem",
          "key",
          "crt",
          "cer",
          "cert",
          "pk8",
          "p8",
          "priv",
          "asc",
          "gpg",
          "ppk",
          "txt",
          "json",
          "yaml",
          "yml",
          "conf",
          "cfg",
          "env",
          "properties",
          "toml",
          "ini",
          "bak",
          "old");

  private static final String QUOTED_VALUE = "\\s*[:=]\\s*\"?[^\\s\"$<{]{4}";

  private static final List<FileRule> NAMED =
      List.of(
          FileRule.named(
              "ssh-key",
              "[^/]*/id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?",
              "SSH calls its private keys so"),
          FileRule.named(
              "key-store",
              "(?i)[^/]*/(?![^/]*(?:trust|cacerts))[^/]+\\.(?:p12|pfx|jks)",
              "Such a store is made to hold private keys"),
          FileRule.ownHolding(
              "dotenv",
              "[^/]*/\\.env(?:\\.(?!(?:example|sample|template|dist)$)[^/]+)?",
              "(?m)^[ \\t]*(?:export )?[A-Za-z_][A-Za-z0-9_.]*[ \\t]*=[ \\t]*[^\\s#]",
              "An .env file holds the settings of one machine, and usually its passwords"),
          FileRule.holding(
              "aws-credentials",
              "\\.aws/(?:credentials|config)",
              "(?i)aws_secret_access_key|aws_session_token",
              "It holds keys to an AWS account"),
          FileRule.holding(
              "gcloud-credentials",
              "[^/]*/application_default_credentials\\.json",
              "\"(?:refresh_token|private_key|client_secret)\"",
              "It holds a login to Google Cloud"),
          FileRule.holding(
              "service-account",
              "[^/]*/[^/]*\\.json",
              "\"private_key\"\\s{0,9}:\\s{0,9}\"-----BEGIN",
              "It holds the key of a service account"),
          FileRule.holding(
              "azure-credentials",
              "\\.azure/(?:accessTokens|msal_token_cache)\\.json",
              "(?i)token",
              "It holds a login to Azure"),
          FileRule.holding(
              "registry-login",
              "\\.docker/config\\.json|containers/auth\\.json"
                  + "|[^/]*/\\.docker(?:cfg|configjson)",
              "\"(?:auth|identitytoken|password)\"\\s{0,9}:\\s{0,9}\"[^\"]",
              "It holds a login to a container registry"),
          FileRule.holding(
              "npm-token",
              "[^/]*/\\.(?:npmrc|yarnrc|yarnrc\\.yml)",
              "(?i)(?:_authToken|_auth|_password|npmAuthToken|npmAuthIdent)" + QUOTED_VALUE,
              "It holds a login to a package registry"),
          FileRule.holding(
              "netrc",
              "[^/]*/[._]netrc",
              "(?i)\\bpassword\\s{1,9}[^\\s$<]",
              "It holds passwords of other machines"),
          FileRule.holding(
              "pypirc",
              "[^/]*/\\.pypirc",
              "(?im)^[ \\t]*password" + QUOTED_VALUE,
              "It holds a login to a package registry"),
          FileRule.holding(
              "git-credentials",
              "\\.git/config|[^/]*/\\.git(?:-credentials|config)",
              "://[^/@\\s:]{0,200}:[^/@\\s]{1,400}@|(?i)extraheader\\s*=\\s*authorization:",
              "It holds a login to a git server"),
          FileRule.holding(
              "github-cli",
              "gh/hosts\\.yml|\\.config/hub",
              "oauth_token" + QUOTED_VALUE,
              "It holds a login to GitHub"),
          FileRule.holding(
              "kubeconfig",
              "\\.kube/config|kubernetes/admin\\.conf|[^/]*/(?:[^/]+\\.)?kubeconfig",
              "(?m)^[ \\t-]*(?:client-key-data|token|password)" + QUOTED_VALUE,
              "It holds a login to a Kubernetes cluster"),
          FileRule.named(
              "password-file",
              "[^/]*/\\.(?:pgpass|vault-token)|\\.terraform\\.d/credentials\\.tfrc\\.json",
              "Such a file is there to hold a password or token"));

  private FileRules() {}

  /**
   * What about a file has to be looked at.
   *
   * @param rules that its name suggests
   * @param bytes of its content to look at; 0 for none
   */
  record Suspicion(List<FileRule> rules, int bytes) {

    static final Suspicion NONE = new Suspicion(List.of(), 0);

    /** The first rule that the content bears out; to be asked with at most that many bytes. */
    Optional<FileRule> confirmed(String path, byte[] head) {
      if (rules.isEmpty()) {
        return Optional.empty();
      }
      String text = new String(head, StandardCharsets.ISO_8859_1);
      return rules.stream().filter(rule -> rule.confirms(path, text)).findFirst();
    }
  }

  /** What a file's path and size let one suspect; nothing for most. */
  static Suspicion suspect(String path, long size) {
    if (size == 0) {
      return Suspicion.NONE;
    }
    String tail = FileRule.tailOf(path);
    List<FileRule> named = NAMED.stream().filter(rule -> rule.suspects(tail)).toList();
    int sniffed = sniffed(path, size);
    if (named.isEmpty()) {
      return sniffed > 0 ? new Suspicion(List.of(KEY_CONTENT), sniffed) : Suspicion.NONE;
    }
    return new Suspicion(Stream.concat(named.stream(), Stream.of(KEY_CONTENT)).toList(), WHOLE);
  }

  /** Looks for the words first, since most files don't have them and patterns are slow. */
  private static boolean holdsKey(String text) {
    return text.startsWith("PuTTY-User-Key-File-")
        || (text.contains("PRIVATE KEY") && PRIVATE_KEY.matcher(text).find());
  }

  /** Keys are short, and are kept in files of few kinds; elsewhere the beginning must show it. */
  private static int sniffed(String path, long size) {
    if (size < SHORTEST_KEY || size > WHOLE) {
      return 0;
    }
    String name = ImagePath.name(path);
    int dot = name.lastIndexOf('.');
    boolean keyish =
        dot <= 0 || KEY_EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    return keyish ? WHOLE : START;
  }
}
