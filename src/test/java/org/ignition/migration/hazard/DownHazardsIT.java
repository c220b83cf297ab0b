package org.ignition.migration.hazard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.RehearsalOptions;
import org.ignition.migration.rehearsal.Rehearser;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.testing.Postgres;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in downs on a real server, findings that no policy weighs included. */
class DownHazardsIT {

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE rooms ADD COLUMN a int | ALTER TABLE rooms DROP COLUMN a | B14 D6",
        "CREATE VIEW v AS SELECT 1 AS a | DROP VIEW v; DROP VIEW v | R2",
        "ALTER TABLE prices DROP COLUMN id | ALTER TABLE prices ADD COLUMN id bigint | R3",
        "ALTER TABLE rooms DROP COLUMN id | ALTER TABLE rooms ADD COLUMN id int | D7 R5",
        "ALTER TABLE rooms DROP COLUMN during | ALTER TABLE rooms ADD during int4range | D7",
        "CREATE SEQUENCE s | SELECT 1 | R3",
        "SELECT lo_create(0) | SELECT 1 | R3",
        "CREATE TABLE mine (id int) | DROP TABLE mine; DROP VIEW paid | B14 D6 R3 R4 S5",
        "CREATE TABLE mine (id int) | DROP TABLE mine; COMMENT ON TABLE rooms IS 'x' | B14 D6 R3 R4 S5",
        "CREATE TABLE mine (id int) | CREATE TABLE help (); DROP TABLE help; DROP TABLE mine | B14 D6",
        "ALTER TYPE mood ADD VALUE 'glad' | ALTER TYPE mood RENAME TO old;"
            + " CREATE TYPE mood AS ENUM ('sad', 'ok');"
            + " ALTER TABLE visitors ALTER COLUMN mood TYPE mood USING mood::text::mood;"
            + " DROP TYPE old | W8",
        "CREATE INDEX rooms_id_idx ON rooms (id) | DROP INDEX rooms_id_idx | ''",
      })
  void findsWhatIsThereAndNothingElse(String up, String down, String rules) {
    Set<String> expected = new TreeSet<>(List.of(rules.split(" ")));
    expected.remove("");
    assertEquals(expected, found(up, down));
  }

  private static Set<String> found(String up, String down) {
    Script undone = HazardCase.script("down.sql", down);
    return new Hazards(new Target(17, "UTC"))
        .of(rehearsed(up, undone)).stream()
            .filter(finding -> finding.file().equals(undone.file()))
            .map(finding -> finding.rule().name())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static RehearsedMigration rehearsed(String up, Script down) {
    Migration base = HazardCase.migration(1, "base", HazardCase.resource("base.sql"));
    Migration alone = HazardCase.migration(2, "case", up);
    Migration pair = new Migration(alone.version(), alone.name(), alone.up(), Optional.of(down));
    List<RehearsedMigration> rehearsed = new ArrayList<>();
    new Rehearser(Postgres.server(17), RehearsalOptions.DEFAULT)
        .rehearse(List.of(base, pair), pair::equals, rehearsed::add);
    return rehearsed.getFirst();
  }
}
