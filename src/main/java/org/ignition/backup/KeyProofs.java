package org.ignition.backup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.RemoteException;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;
import org.ignition.json.Json;

/**
 * When somebody last showed to have the key that opens backups, by opening one. It stands beside
 * the backups, so that a run without the key, as most are, knows whether there is a reason to
 * worry. It is no secret, and nothing is lost with it: the worst is to be asked again.
 *
 * @param opened when a backup for a recipient was last opened with its key; by the recipient in
 *     age's form
 */
public record KeyProofs(SortedMap<String, Instant> opened) {

  /** What it is called beside backups. */
  public static final String FILE = "key-proofs.json";

  /** Nobody has shown it, as far as anybody wrote down. */
  public static final KeyProofs NONE = new KeyProofs(new TreeMap<>());

  /** More is nothing of ours. */
  public static final int LARGEST = 1 << 20;

  private static final int SCHEMA_VERSION = 1;
  private static final String OPENED = "opened";

  /** Clocks differ by less. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.BACKUP_MANIFEST_INVALID, RemoteException::new);

  /** Copies the map. */
  public KeyProofs {
    opened = Collections.unmodifiableSortedMap(new TreeMap<>(opened));
  }

  /** The same, and that backups for {@code recipients} were opened at {@code time}. */
  public KeyProofs with(Collection<String> recipients, Instant time) {
    SortedMap<String, Instant> all = new TreeMap<>(opened);
    recipients.forEach(each -> all.put(each, time));
    return new KeyProofs(all);
  }

  /**
   * When the key of one of {@code recipients} was last used.
   *
   * @param now what is dated much later says nothing
   */
  public Optional<Instant> last(Collection<String> recipients, Instant now) {
    return recipients.stream()
        .flatMap(each -> Optional.ofNullable(opened.get(each)).stream())
        .filter(time -> time.isBefore(now.plus(AHEAD)))
        .max(Comparator.naturalOrder());
  }

  /** As {@link #FILE} holds it. */
  public String write() {
    Map<String, String> times = new LinkedHashMap<>();
    opened.forEach((recipient, time) -> times.put(recipient, time.toString()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema_version", SCHEMA_VERSION);
    json.put(OPENED, times);
    return Json.pretty(json);
  }

  /** What {@link #write} gave; whatever else is there counts for nothing. */
  public static KeyProofs read(byte[] document) {
    try {
      String text = new String(document, StandardCharsets.UTF_8);
      Fields fields = Fields.of(Documents.json(text, Path.of(FILE), KIND), KIND, "");
      SortedMap<String, Instant> opened = new TreeMap<>();
      fields
          .textMap(OPENED)
          .forEach((recipient, time) -> opened.put(recipient, Instant.parse(time)));
      return new KeyProofs(opened);
    } catch (IgnitionException | DateTimeException e) {
      return NONE;
    }
  }
}
