package org.ignition.command;

/** What the text of an input must look like. */
public enum InputType {
  COMMAND("COMMAND"),
  TEXT("TEXT"),
  /** YAML 1.2's core schema, as {@code getBooleanInput} of actions/core reads it. */
  BOOLEAN("true|false"),
  PATH("PATH"),
  COMMIT_SHA("SHA"),
  REGISTRY("embedded[:FOLDER]"),
  LAYOUT("LAYOUT"),
  DATABASE("postgresql|sqlite"),
  POLICY("zero-downtime|relaxed"),
  PHASE("expand|contract|all"),
  REPAIR("applied|undone"),
  OPERATION("create|verify|restore|prune|list"),
  FROM("BACKUP"),
  KIND("KIND"),
  PROOF("list|restore"),
  /** Seconds, minutes or hours, such as {@code 30s}. */
  DURATION("DURATION"),
  SECRET("SECRET");

  private final String label;

  InputType(String label) {
    this.label = label;
  }

  /** What stands for a value in help texts. */
  public String label() {
    return label;
  }
}
