package org.ignition.command;

/**
 * Text that must not be seen.
 *
 * @param value the text; for the one who needs it, never for a message
 */
public record Secret(String value) {

  /** Always the same three stars. */
  @Override
  public String toString() {
    return "***";
  }
}
