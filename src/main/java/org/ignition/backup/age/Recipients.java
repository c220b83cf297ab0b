package org.ignition.backup.age;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * Whose keys open a backup; each alone does.
 *
 * @param keys in age's form ({@code age1…}), no secrets; at most 100, no two alike
 */
public record Recipients(List<String> keys) {

  /** Nobody: backups are not encrypted. */
  public static final Recipients NONE = new Recipients(List.of());

  private static final int MOST = 100;
  private static final int LENGTH = 62;

  /** Drops those that are there twice. */
  public Recipients {
    keys = List.copyOf(new LinkedHashSet<>(keys));
  }

  /**
   * Makes sure that each can be encrypted for.
   *
   * @param texts as configured
   * @throws InputException when not; the first that is wrong is told by its position
   */
  public static Recipients parse(List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      Optional<String> flaw = flaw(texts.get(i));
      if (flaw.isPresent()) {
        throw invalid("Recipient " + (i + 1) + " of `backup.recipients` " + flaw.get());
      }
    }
    Recipients recipients = new Recipients(texts);
    if (recipients.keys.size() > MOST) {
      throw invalid("`backup.recipients` names more than " + MOST);
    }
    return recipients;
  }

  /**
   * What is wrong with {@code text} as a recipient, to go on after its name: {@code is …}. It never
   * repeats the text, which may be a secret in the wrong place.
   */
  public static Optional<String> flaw(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("age-secret-key-")) {
      return Optional.of(
          "is a secret key: take it out and make a new one, and give what `age-keygen -y` prints");
    }
    if (text.startsWith("ssh-")) {
      return Optional.of("is a key of SSH, and only those of age are taken (age1…)");
    }
    if (!text.startsWith("age1")) {
      return Optional.of("is no recipient of age, which begins with age1");
    }
    if (text.length() > LENGTH) {
      return Optional.of("is longer than the 62 characters of an X25519 recipient of age");
    }
    return takesKeys(text)
        ? Optional.empty()
        : Optional.of("is mistyped: it does not agree with its own checksum");
  }

  /** A key may have a sound checksum and be none of the curve, so it is tried. */
  private static boolean takesKeys(String text) {
    try {
      writer(text).getRecipientStanzas(new FileKey());
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static InputException invalid(String what) {
    return new InputException(
        Problem.of(
            ErrorCode.BACKUP_KEY_INVALID,
            what,
            "Nobody could open a backup that is encrypted for it",
            "Make a key with `age-keygen -o backup.key`, keep that file apart from the backups, and"
                + " give the line `public key` that it prints"));
  }

  private static RecipientStanzaWriter writer(String key) throws GeneralSecurityException {
    return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(key);
  }

  /** What writes the file's key for each of them. */
  List<RecipientStanzaWriter> writers() throws GeneralSecurityException {
    List<RecipientStanzaWriter> writers = new ArrayList<>();
    for (String key : keys) {
      writers.add(writer(key));
    }
    return writers;
  }

  /** Whether there is nobody. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** For a sentence: {@code age1…, age1…}. */
  @Override
  public String toString() {
    return String.join(", ", keys);
  }
}
