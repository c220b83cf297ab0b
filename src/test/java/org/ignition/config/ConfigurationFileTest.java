package org.ignition.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {

  @TempDir Path workspace;

  @Test
  void readsTheUsualFile() throws IOException {
    write("ignition.yml", "image: {title: Shop}");
    assertEquals(Optional.of("Shop"), read().image().description().title());
  }

  @Test
  void readsTheNamedFile() throws IOException {
    write("other.yml", "image: {title: Shop}");
    Configuration configuration = Configuration.read(workspace, Optional.of(Path.of("other.yml")));
    assertEquals(Optional.of("Shop"), configuration.image().description().title());
  }

  @Test
  void takesDefaultsWhereThereIsNoFile() {
    assertEquals(Configuration.DEFAULTS, read());
  }

  @Test
  void refusesANamedFileThatIsMissing() {
    assertEquals(ErrorCode.CONFIG_NOT_FOUND, code(Optional.of(Path.of("absent.yml"))));
  }

  @Test
  void refusesAFolder() throws IOException {
    Files.createDirectory(workspace.resolve("ignition.yml"));
    assertEquals(ErrorCode.CONFIG_NOT_FOUND, code(Optional.empty()));
  }

  @Test
  void refusesToOverlookTheOtherExtension() throws IOException {
    write("ignition.yaml", "image: {}");
    assertEquals(ErrorCode.CONFIG_NOT_FOUND, code(Optional.empty()));
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    write("ignition.yml", "");
    assertEquals(ErrorCode.CONFIG_NOT_FOUND, code(Optional.empty()));
  }

  @Test
  void refusesWhatIsNotText() throws IOException {
    Files.write(workspace.resolve("ignition.yml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertEquals(ErrorCode.CONFIG_SYNTAX, code(Optional.empty()));
  }

  @Test
  void refusesWhatIsTooLarge() throws IOException {
    write("ignition.yml", "#".repeat((1 << 20) + 1));
    assertEquals(ErrorCode.CONFIG_SYNTAX, code(Optional.empty()));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(workspace.resolve(name), text);
  }

  private Configuration read() {
    return Configuration.read(workspace, Optional.empty());
  }

  private ErrorCode code(Optional<Path> named) {
    return assertThrows(InputException.class, () -> Configuration.read(workspace, named)).code();
  }
}
