package org.ignition.plan;

/** What to do on a terminal where files differ from the commit that will name the image. */
public enum DirtyTree {
  /** Stop. */
  REFUSE,
  /** Go on and record it. */
  ALLOW
}
