package org.ignition.config;

import java.util.BitSet;

/**
 * Matches a glob in one pass over the text, whatever the glob: all places in it that the text read
 * so far can have led to are kept at once. Regular expressions take forever on some.
 */
final class GlobMatch {

  private static final String ACROSS = "**";

  /** Stands for {@link #ACROSS}; no branch's name and no pattern holds it. */
  private static final char ANYTHING = '\0';

  private final String glob;

  GlobMatch(String glob) {
    this.glob = glob.replace(ACROSS, Character.toString(ANYTHING));
  }

  boolean matches(String text) {
    BitSet places = new BitSet();
    reach(0, places);
    for (int i = 0; i < text.length(); i++) {
      places = after(text.charAt(i), places);
    }
    return places.get(glob.length());
  }

  private BitSet after(char read, BitSet places) {
    BitSet next = new BitSet();
    places.stream().filter(place -> place < glob.length()).forEach(p -> step(p, read, next));
    return next;
  }

  private void step(int place, char read, BitSet next) {
    char wanted = glob.charAt(place);
    switch (wanted) {
      case ANYTHING -> reach(place, next);
      case '*' -> reachIf(read != '/', place, next);
      case '?' -> reachIf(read != '/', place + 1, next);
      default -> reachIf(read == wanted, place + 1, next);
    }
  }

  private void reachIf(boolean reached, int place, BitSet places) {
    if (reached) {
      reach(place, places);
    }
  }

  /** Stars may stand for nothing, so what follows them is reached with them. */
  private void reach(int place, BitSet places) {
    int end = place;
    while (end < glob.length() && (glob.charAt(end) == '*' || glob.charAt(end) == ANYTHING)) {
      end++;
    }
    places.set(place, end + 1);
  }
}
