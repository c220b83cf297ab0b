package org.ignition.migration.sql;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/** Tokens in eight bytes each, made into objects when they are asked for: dumps hold millions. */
final class PackedTokens extends AbstractList<Token> implements RandomAccess {

  private static final Token.Kind[] KINDS = Token.Kind.values();
  private static final int KIND_BITS = 3;
  private static final int LENGTH_BITS = 29;
  private static final long LENGTH_MASK = (1L << LENGTH_BITS) - 1;

  private final String text;
  private final long[] packed;

  private PackedTokens(String text, long[] packed) {
    this.text = text;
    this.packed = packed;
  }

  @Override
  public Token get(int index) {
    long token = packed[Objects.checkIndex(index, packed.length)];
    int offset = (int) (token >>> (LENGTH_BITS + KIND_BITS));
    int length = (int) ((token >>> KIND_BITS) & LENGTH_MASK);
    Token.Kind kind = KINDS[(int) (token & ((1 << KIND_BITS) - 1))];
    return new Token(kind, text.substring(offset, offset + length), offset);
  }

  @Override
  public int size() {
    return packed.length;
  }

  /** Takes tokens one after the other, as many as are asked for. */
  static final class Builder {

    private final int most;
    private long[] packed = new long[8];
    private int size;

    Builder(int most) {
      this.most = most;
    }

    /** Adds a token, by offsets in the statement, unless there are enough. */
    @SuppressWarnings("EnumOrdinal") // never leaves this class
    void add(Token.Kind kind, int start, int end) {
      if (size == most) {
        return;
      }
      if (size == packed.length) {
        packed = Arrays.copyOf(packed, size * 2);
      }
      packed[size++] =
          ((long) start << (LENGTH_BITS + KIND_BITS))
              | ((long) (end - start) << KIND_BITS)
              | kind.ordinal();
    }

    int size() {
      return size;
    }

    /** The tokens of the statement {@code text}. */
    PackedTokens of(String text) {
      return new PackedTokens(text, Arrays.copyOf(packed, size));
    }
  }
}
