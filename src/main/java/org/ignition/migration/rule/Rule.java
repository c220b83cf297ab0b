package org.ignition.migration.rule;

/** Every rule, by its stable id; docs/migrations.md has a section for each. */
public enum Rule {
  // --- the set of files

  /** An up without a down, or the other way round. */
  S1("Unpaired migration", Severity.ERROR, "What cannot be undone cannot be rolled back."),
  /** Versions that repeat, leave a gap, or come before what is merged. */
  S2(
      "Migrations out of sequence",
      Severity.ERROR,
      "Databases that are ahead of the new file never run it, or run it in another order."),
  /** A merged file edited, renamed or deleted. */
  S3(
      "Merged migration changed",
      Severity.ERROR,
      "Where it has run already it will not run again: databases stop being equal."),
  /** Folders of two databases that hold different migrations. */
  S4(
      "Dialects diverge",
      Severity.WARNING,
      "The same release would have another schema on the other database."),
  /** An up that tolerates what is there, and a down that drops it all the same. */
  S6(
      "Down may drop what the up did not create",
      Severity.WARNING,
      "What was there before the up is lost with the down."),
  /** An extension that the down leaves behind. */
  S7(
      "Extension is not undone",
      Severity.WARNING,
      "The schema after the down is not the one before the up."),
  /** A replaced object that the down drops instead of putting the older one back. */
  S8(
      "Replaced object is dropped, not restored",
      Severity.WARNING,
      "After the down the older version misses what it calls."),
  /** A quote or block that never ends, or a character that no server takes. */
  S9("Unreadable script", Severity.ERROR, "Nothing after this place can be run."),
  /** A comment to us that we do not understand. */
  S10("Unreadable directive", Severity.ERROR, "A directive that is ignored protects nobody."),
  /** A file of SQL that the layout does not know. */
  S11(
      "File is no migration",
      Severity.WARNING,
      "It lies among the migrations, but will never be run."),

  // --- transactions

  /** Transaction control in a file that is run in a transaction. */
  T3(
      "Transaction control in a migration",
      Severity.ERROR,
      "It ends the transaction that the migration and its record share."),
  /** A command of psql. */
  T9("Command of psql", Severity.ERROR, "Only psql knows it; the server rejects it.");

  private final String title;
  private final Severity severity;
  private final String why;

  Rule(String title, Severity severity, String why) {
    this.title = title;
    this.severity = severity;
    this.why = why;
  }

  /** A heading of a few words. */
  public String title() {
    return title;
  }

  /** What a finding weighs where no policy says otherwise. */
  public Severity severity() {
    return severity;
  }

  /** Why it matters, one sentence. */
  public String why() {
    return why;
  }
}
