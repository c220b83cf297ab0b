package org.ignition.migration.flyway.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ignition.migration.history.Passenger;

/**
 * What a session is known to be like. It holds while the session is settled: at its beginning, and
 * whenever a script has ended well and its effects on the session were undone. From the beginning
 * of a script on nothing is certain, so if it fails, Flyway cleans up with the server alone.
 */
public final class Memory {

  private final Map<Asked, Object> answers = new HashMap<>();
  private final ReadAhead ahead = new ReadAhead();
  private Optional<String> searchPath = Optional.empty();
  private boolean settled = true;

  Memory() {}

  /**
   * A script begins: nothing is certain any more.
   *
   * @return the search path that Flyway wants for it and that is not set yet
   */
  public Optional<String> unsettle() {
    settled = false;
    ahead.forget();
    Optional<String> wanted = searchPath;
    searchPath = Optional.empty();
    return wanted;
  }

  /** The session is again as it was before a script. */
  public void settle() {
    settled = true;
  }

  /** What Flyway will ask next, once the row of a script is in. */
  public Passenger passenger() {
    return ahead;
  }

  /** Flyway wrote the row of {@code rank}. */
  void wrote(Object rank) {
    ahead.wrote(rank);
  }

  /** What the server would say; empty when it has to be asked. */
  Optional<Object> answer(Asked asked) {
    return settled ? known(asked) : Optional.empty();
  }

  private Optional<Object> known(Asked asked) {
    return switch (asked.question()) {
      case ROLE -> Optional.of("");
      case TABLE, SCHEMA -> Optional.ofNullable(answers.get(asked));
      case SEARCH_PATH -> Optional.of(putOff(asked));
      case HISTORY -> ahead.answer(asked).map(Object.class::cast);
      case ROW, OTHER -> Optional.empty();
    };
  }

  private Object putOff(Asked path) {
    Object wanted = path.parameters().getFirst();
    searchPath = Optional.of(wanted.toString());
    return wanted;
  }

  /** The server was asked for the rows of the history. */
  void learn(Asked history) {
    ahead.learn(history);
  }

  /** The server said {@code answer}; what is there is there for good, what is not may come. */
  void learn(Asked asked, Object answer) {
    boolean there =
        answer.equals(true) || (answer instanceof Number count && count.longValue() > 0);
    if (there && (asked.question() == Question.TABLE || asked.question() == Question.SCHEMA)) {
      answers.put(asked, answer);
    }
  }
}
