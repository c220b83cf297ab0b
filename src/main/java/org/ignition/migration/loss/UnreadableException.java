package org.ignition.migration.loss;

/** A statement that reading can't tell the effects of. */
final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;

  /** Says why, as part of a sentence. */
  UnreadableException(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }

  /** A name was to follow. */
  static UnreadableException nameless() {
    return new UnreadableException("the name in it can't be read");
  }
}
