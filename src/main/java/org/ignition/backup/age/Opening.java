package org.ignition.backup.age;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Optional;

/** Tries keys on one file, and remembers how that went. */
final class Opening implements RecipientStanzaReader {

  private final Identities identities;
  private Optional<Identity> fitting = Optional.empty();
  private boolean tried;

  Opening(Identities identities) {
    this.identities = identities;
  }

  @Override
  public FileKey getFileKey(Iterable<RecipientStanza> stanzas) throws GeneralSecurityException {
    tried = true;
    for (Identity identity : identities.all()) {
      try {
        FileKey key = identity.reader().getFileKey(stanzas);
        fitting = Optional.of(identity);
        return key;
      } catch (GeneralSecurityException e) {
        // It is not for this one; the next may fit.
      }
    }
    throw new InvalidKeyException("no key at hand fits");
  }

  /** Whether the file's list of recipients could be read, and none of them is here. */
  boolean isLocked() {
    return tried && fitting.isEmpty();
  }

  /** Whose key fitted. */
  Optional<String> recipient() {
    return fitting.map(Identity::recipient);
  }
}
