package org.ignition.backup.age;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A pair of keys.
 *
 * @param secret {@code AGE-SECRET-KEY-1…}
 * @param recipient {@code age1…}
 */
public record TestKeys(String secret, String recipient) {

  /** A new one. */
  public static TestKeys make() throws NoSuchAlgorithmException {
    KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
    return new TestKeys(text(pair.getPrivate()), text(pair.getPublic()));
  }

  private static String text(Key key) {
    return new String(key.getEncoded(), StandardCharsets.US_ASCII);
  }

  /** Its public half. */
  public Recipients recipients() {
    return Recipients.parse(List.of(recipient));
  }

  /** Its secret half. */
  public Identities identities() {
    return Identities.parse(secret);
  }
}
