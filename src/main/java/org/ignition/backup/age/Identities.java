package org.ignition.backup.age;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/** The secret keys at hand, which are shown nowhere. */
public final class Identities {

  /** None are at hand. */
  public static final Identities NONE = new Identities(List.of());

  private static final String SECRET = "AGE-SECRET-KEY-1";

  private final List<Identity> all;

  private Identities(List<Identity> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Reads the secret {@code backup-identity}: what age-keygen writes, or several of that.
   *
   * @param text one key a line; blank lines and those that begin with {@code #} say nothing
   * @throws InputException when a line is no key; it is told by its number only
   */
  public static Identities parse(String text) {
    List<Identity> all = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      number++;
      if (!line.isEmpty() && !line.startsWith("#")) {
        all.add(identity(line, number));
      }
    }
    return new Identities(all);
  }

  private static Identity identity(String line, int number) {
    if (line.startsWith("age1")) {
      throw invalid(number, "is a recipient, which is public, and not the secret key");
    }
    if (!line.startsWith(SECRET)) {
      throw invalid(number, "is no secret key of age, which begins with " + SECRET);
    }
    try {
      return Identity.parse(line);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Without its cause, whose text may repeat a part of the key.
      throw invalid(number, "is mistyped or cut: it does not agree with its own checksum");
    }
  }

  private static InputException invalid(int number, String how) {
    return new InputException(
        Problem.of(
            ErrorCode.BACKUP_KEY_INVALID,
            "Line " + number + " of `backup-identity` " + how,
            "It opens no backup",
            "Give the whole file that `age-keygen -o` wrote; it has a line " + SECRET + "…"));
  }

  List<Identity> all() {
    return all;
  }

  /** Whether none are at hand. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whom they belong to. */
  public Recipients recipients() {
    return new Recipients(all.stream().map(Identity::recipient).toList());
  }

  /** Whether one of them opens what is encrypted for {@code recipients}. */
  public boolean fit(Recipients recipients) {
    return all.stream().map(Identity::recipient).anyMatch(recipients.keys()::contains);
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
