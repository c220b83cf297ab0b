package org.ignition.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {

  private static final Path FILE = Path.of("backend/Dockerfile");

  private static Dockerfile parse(String text, String... existing) {
    Set<String> there = Set.of(existing);
    return Dockerfile.parse(FILE, text, path -> there.contains(path.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUN echo \"$VERSION\" > /app/VERSION",
        "RUN echo $VERSION >/app/VERSION",
        "RUN mkdir -p /app && echo \"${VERSION}\" > /app/VERSION",
        "run mkdir -p /app && \\\n    echo \"$VERSION\" > /app/VERSION && chmod 644 /app/VERSION",
        "RUN printf '%s\\n' \"$VERSION\" > /app/VERSION",
        "RUN printf %s $VERSION > \"/app/VERSION\""
      })
  void findsWhereTheVersionIsWritten(String run) {
    assertEquals(
        Optional.of("/app/VERSION"),
        parse("FROM scratch\nARG VERSION=dev\n" + run + "\n").versionFile());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM scratch\nRUN echo \"$VERSION\" > /app/VERSION",
        "ARG VERSION\nFROM scratch\nRUN echo \"$VERSION\" > /app/VERSION",
        "FROM a\nARG VERSION\nRUN echo \"$VERSION\" > /app/VERSION\nFROM scratch",
        "FROM scratch\nARG VERSION\nRUN echo \"v$VERSION\" > /app/VERSION",
        "FROM scratch\nARG VERSION\nRUN echo \"Version: $VERSION\" > /app/VERSION",
        "FROM scratch\nARG VERSION\nRUN echo \"$VERSION\" > VERSION",
        "FROM scratch\nARG VERSION\nRUN echo \"$VERSION\" >> /app/VERSION",
        "FROM scratch\nARG VERSION\nLABEL version=$VERSION",
        "FROM scratch\nARG VERSION\n# RUN echo \"$VERSION\" > /app/VERSION"
      })
  void doesNotGuessWhereTheVersionIsWritten(String text) {
    assertEquals(Optional.empty(), parse(text).versionFile());
  }

  @Test
  void isBuiltInItsOwnFolderIfThatHasWhatIsCopied() {
    String text = "FROM a AS b\nCOPY --chown=1:1 app.py ./\nCOPY --from=b /x /x\nCOPY *.txt ./\n";
    assertEquals(Path.of("backend"), parse(text, "backend/app.py", "app.py").context());
    assertEquals(Path.of("backend"), parse(text, "backend/app.py").context());
    assertEquals(Path.of("backend"), parse(text).context());
  }

  @Test
  void isBuiltInTheRootIfOnlyThatHasWhatIsCopied() {
    assertEquals(
        Path.of("."), parse("FROM a\nADD /backend/app.py ./\n", "backend/app.py").context());
  }

  @Test
  void isBuiltInTheRootIfItIsThere() {
    assertEquals(
        Path.of("."), Dockerfile.parse(Path.of("Dockerfile"), "FROM a\n", _ -> true).context());
  }
}
