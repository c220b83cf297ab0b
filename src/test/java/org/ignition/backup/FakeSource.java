package org.ignition.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.ignition.backup.RestoreVerdict.Equal;
import org.ignition.failure.RemoteException;

/** A database that is one text, whose restores come out as a test wants. */
public final class FakeSource implements BackupSource {

  /** What a database of one table with three rows holds. */
  public static final BackupContents CONTENTS = contents(3);

  private String text = "three rows";
  private RestoreVerdict verdict = new Equal(1, 3);
  private Optional<RemoteException> failure = Optional.empty();

  /** One table of {@code rows} rows. */
  public static BackupContents contents(long rows) {
    TreeMap<String, Long> counts = new TreeMap<>();
    counts.put("public.users", rows);
    return new BackupContents(17, new TreeMap<>(), counts);
  }

  /** Becomes another database. */
  public void set(String newText) {
    text = newText;
  }

  /** What a restore will come to. */
  public void provesAs(RestoreVerdict outcome) {
    verdict = outcome;
  }

  /** Fails from now on. */
  public void failWith(RemoteException how) {
    failure = Optional.of(how);
  }

  @Override
  public BackupFormat format() {
    return BackupFormat.DUMP;
  }

  @Override
  public String name() {
    return "shop at db:5432";
  }

  @Override
  public long sizeBytes() {
    return text.length();
  }

  @Override
  public void requireUsable() {
    // It is.
  }

  @Override
  public SourceFacts writeTo(Path file, BackupWatch watch) {
    if (failure.isPresent()) {
      throw failure.get();
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SourceFacts(
        "PostgreSQL",
        "17.5",
        "shop",
        OptionalLong.of(14),
        BackupFixture.LABEL.release(),
        Optional.of(CONTENTS));
  }

  @Override
  public RestoreVerdict prove(Path file, SourceFacts facts) {
    return verdict;
  }
}
