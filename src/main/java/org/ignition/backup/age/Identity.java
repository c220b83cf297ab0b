package org.ignition.backup.age;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.x25519.X25519KeyFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;

/** A secret key, which is shown nowhere, and the recipient that it belongs to. */
final class Identity {

  private final RecipientStanzaReader reader;
  private final String recipient;

  private Identity(RecipientStanzaReader reader, String recipient) {
    this.reader = reader;
    this.recipient = recipient;
  }

  /**
   * Reads a key.
   *
   * @param secret {@code AGE-SECRET-KEY-1…}
   * @throws GeneralSecurityException when it is none
   * @throws IllegalArgumentException when it is none, too
   */
  static Identity parse(String secret) throws GeneralSecurityException {
    SecretKeySpec key = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "X25519");
    byte[] recipient = new X25519KeyFactory().translateKey(key).getEncoded();
    return new Identity(
        X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(secret),
        new String(recipient, StandardCharsets.US_ASCII));
  }

  RecipientStanzaReader reader() {
    return reader;
  }

  /** {@code age1…}. */
  String recipient() {
    return recipient;
  }

  @Override
  public String toString() {
    return "the key of " + recipient;
  }
}
