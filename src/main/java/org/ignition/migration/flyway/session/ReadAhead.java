package org.ignition.migration.flyway.session;

import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.history.Passenger;

/**
 * Flyway's reading of its history, which is asked in the round trip that writes our row: after the
 * script and in its transaction, as Flyway's own would be, which comes next. What Flyway asks
 * otherwise than expected goes to the server.
 */
final class ReadAhead implements Passenger {

  private Optional<Asked> last = Optional.empty();
  private Optional<Asked> expected = Optional.empty();
  private Optional<ResultSet> rows = Optional.empty();

  /** The server was asked {@code asked}, a {@link Question#HISTORY}. */
  void learn(Asked asked) {
    last = Optional.of(asked);
  }

  /** Flyway wrote a row of {@code rank}: it has read those below, and goes on from there. */
  void wrote(Object rank) {
    expected =
        rank instanceof Integer newest
            ? last.map(each -> above(each, newest - 1))
            : Optional.empty();
  }

  private static Asked above(Asked asked, int rank) {
    return new Asked(asked.question(), asked.text(), List.of(rank));
  }

  /** A script begins: what was read does not hold any more. */
  void forget() {
    rows = Optional.empty();
  }

  /** What the server said to {@code asked}; once. */
  Optional<ResultSet> answer(Asked asked) {
    Optional<ResultSet> answer = rows.filter(_ -> expected.filter(asked::equals).isPresent());
    forget();
    return answer;
  }

  @Override
  public Optional<String> query() {
    return expected.map(each ->
        each.text()
            .replace(
                Question.ABOVE,
                Question.ABOVE.replace("?", each.parameters().getFirst().toString())));
  }

  @Override
  public void answered(ResultSet answer) {
    rows = Optional.of(answer);
  }
}
