package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every place promises about notes of keys. */
interface KeyNotesContract extends TestedPlace {

  @Test
  default void remembersWhenKeysWereUsed() throws Exception {
    KeyProofs proofs = KeyProofs.NONE.with(List.of("age1one", "age1two"), BackupFixture.BEGUN);
    try (BackupStore store = open()) {
      assertEquals(store.name(), store.keyNotes().name());
      assertEquals(KeyProofs.NONE, store.keyNotes().read());
      store.keyNotes().keep(proofs);
      assertEquals(proofs, store.keyNotes().read());
      assertEquals(List.of(), store.list());
    }
    KeyProofs later = proofs.with(List.of("age1one"), BackupFixture.BEGUN.plusSeconds(60));
    try (BackupStore store = open()) {
      store.keyNotes().keep(later);
      put(store, TestedPlace.manifest(0));
      assertEquals(later, store.keyNotes().read());
      assertEquals(1, store.list().size());
    }
  }
}
