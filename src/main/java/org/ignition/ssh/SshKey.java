package org.ignition.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.nio.charset.StandardCharsets;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/** A private key, which no text shows. */
public final class SshKey {

  private final byte[] bytes;

  private SshKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a key in OpenSSH's form or in PEM's. What secrets lose on their way, the last line's end,
   * and what they gain, carriage returns, does not matter.
   *
   * @throws InputException when it is no key, or has a passphrase
   */
  public static SshKey parse(String text) {
    byte[] bytes = (text.replace("\r", "").strip() + "\n").getBytes(StandardCharsets.US_ASCII);
    if (isEncrypted(bytes)) {
      throw invalid(
          "`ssh-key` has a passphrase",
          "Nobody is there to type it",
          "Make a key for this: ssh-keygen -t ed25519 -N '' -f deploy_key; the repository's secrets"
              + " keep it");
    }
    return new SshKey(bytes);
  }

  private static boolean isEncrypted(byte[] bytes) {
    try {
      KeyPair pair = KeyPair.load(new JSch(), bytes.clone(), null);
      try {
        return pair.isEncrypted();
      } finally {
        pair.dispose();
      }
    } catch (JSchException | RuntimeException e) {
      // Its message could hold what was read.
      throw invalid(
          "`ssh-key` is no private key",
          "",
          "Store the whole file as the secret, from -----BEGIN to -----END, and not the .pub file");
    }
  }

  private static InputException invalid(String what, String why, String advice) {
    return new InputException(Problem.of(ErrorCode.SSH_KEY_INVALID, what, why, advice));
  }

  /** Offers it in all logins of {@code jsch}. */
  void addTo(JSch jsch) throws JSchException {
    jsch.addIdentity("ssh-key", bytes.clone(), null, null);
  }

  @Override
  public String toString() {
    return "ssh-key";
  }
}
