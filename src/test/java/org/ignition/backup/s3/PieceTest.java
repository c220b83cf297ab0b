package org.ignition.backup.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceTest {

  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @ValueSource(
      longs = {
        1,
        16 * MIB - 1,
        16 * MIB,
        16 * MIB + 1,
        1024 * MIB,
        160_000 * MIB,
        160_000 * MIB + 1,
        700_000 * MIB - 3,
        Piece.LARGEST_OBJECT - 1,
        Piece.LARGEST_OBJECT
      })
  void cutsAFileIntoPiecesThatTheServiceTakes(long size) {
    List<Piece> pieces = Piece.of(size);
    assertTrue(pieces.size() <= Piece.MOST);
    long at = 0;
    for (Piece piece : pieces) {
      assertEquals(at, piece.offset());
      assertEquals(pieces.indexOf(piece) + 1, piece.number());
      at += piece.length();
    }
    assertEquals(size, at);
    List<Piece> whole = pieces.subList(0, pieces.size() - 1);
    assertTrue(whole.stream().allMatch(piece -> piece.length() == pieces.getFirst().length()));
    assertTrue(whole.stream().allMatch(piece -> piece.length() >= 16 * MIB));
    assertTrue(whole.stream().allMatch(piece -> piece.length() % MIB == 0));
    assertTrue(pieces.getFirst().length() <= 525 * MIB);
  }

  @Test
  void sendsLittleAgainWhereItCan() {
    assertEquals(64, Piece.of(1024 * MIB).size());
    assertEquals(16 * MIB, Piece.of(160_000 * MIB).getFirst().length());
    assertEquals(17 * MIB, Piece.of(160_000 * MIB + 1).getFirst().length());
  }

  @Test
  void namesItsBytesAsHttpDoes() {
    assertEquals("bytes=16777216-16777216", Piece.of(16 * MIB + 1).getLast().range());
    assertEquals(List.of(), Piece.of(0));
  }
}
