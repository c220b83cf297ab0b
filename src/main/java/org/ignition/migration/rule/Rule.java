package org.ignition.migration.rule;

/** Every rule, by its stable id; docs/migrations.md has a section for each. */
public enum Rule {
  /** An up without a down, or the other way round. */
  S1("Unpaired migration", Severity.ERROR, "What cannot be undone cannot be rolled back.");

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
