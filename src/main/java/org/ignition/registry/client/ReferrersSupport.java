package org.ignition.registry.client;

/** How a registry lists referrers, once that is known. */
final class ReferrersSupport {

  /** The two ways of distribution-spec 1.1.1, and not knowing. */
  enum Way {
    UNKNOWN,
    API,
    TAG
  }

  private volatile Way way = Way.UNKNOWN;

  Way way() {
    return way;
  }

  void learn(Way way) {
    this.way = way;
  }
}
