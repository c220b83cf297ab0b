package org.ignition.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.ignition.config.ManifestFormat;
import org.ignition.config.VersionSource;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionReaderTest {

  private static final SourceLocation AT = new SourceLocation(Path.of("ignition.yml"), 3, 5);

  @TempDir Path workspace;

  @Nested
  class OfPyproject {
    @Test
    void readsProject() {
      assertEquals(
          List.of("v1.2.3 pyproject.toml:3:1"),
          read("pyproject.toml", "[project]\nname = \"a\"\nversion = \"1.2.3\"\n"));
    }

    @Test
    void readsPoetry() {
      assertEquals(
          List.of("v0.1.0-beta pyproject.toml:2:1"),
          read("pyproject.toml", "[tool.poetry]\nversion = '0.1.0-beta'\n"));
    }

    @Test
    void readsBothWhereBothStand() {
      assertEquals(
          List.of("v1.0.0 pyproject.toml:2:1", "v2.0.0 pyproject.toml:4:1"),
          read("pyproject.toml", "[project]\nversion='1.0.0'\n[tool.poetry]\nversion='2.0.0'\n"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[project]\ndynamic = [\"version\"]\n",
          "[project]\nversion = 1\n",
          "[project\n",
          "",
          "[project]\nversion = '1.0.0'\nversion = '1.0.0'\n"
        })
    void refusesWhatSaysNoVersion(String text) {
      assertEquals(ErrorCode.VERSION_SOURCE_UNREADABLE, problem("pyproject.toml", text).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "01.2.3", "1.2.3+5", "1.1.0rc1", "latest", "", "1.2.3\\n"})
    void refusesWhatIsNoReleaseVersionAtItsPlace(String version) {
      Problem problem = problem("pyproject.toml", "[project]\nversion = \"" + version + "\"\n");
      assertEquals(ErrorCode.VERSION_INVALID, problem.code());
      assertEquals("pyproject.toml:2:1", problem.at().orElseThrow().toString());
    }

    @Test
    void endsOnDeepNesting() {
      problem("pyproject.toml", "a = " + "[".repeat(200_000));
    }
  }

  @Nested
  class OfCargo {
    @Test
    void readsPackage() {
      assertEquals(
          List.of("v1.2.3 Cargo.toml:2:1"),
          read(
              "Cargo.toml",
              "[package]\nversion = \"1.2.3\"\n[workspace.package]\nversion='9.9.9'"));
    }

    @Test
    void readsWorkspaceWherePackageInherits() {
      assertEquals(
          List.of("v1.2.3 Cargo.toml:4:1"),
          read(
              "Cargo.toml",
              "[package]\nversion.workspace = true\n[workspace.package]\nversion = '1.2.3'\n"));
    }

    @Test
    void refusesOneThatInheritsFromElsewhere() {
      assertEquals(
          ErrorCode.VERSION_SOURCE_UNREADABLE,
          problem("Cargo.toml", "[package]\nversion.workspace = true\n").code());
    }
  }

  @Nested
  class OfPackageJson {
    @Test
    void readsVersion() {
      assertEquals(
          List.of("v1.2.3 package.json:2:14"),
          read("package.json", "{\n  \"version\": \"1.2.3\"\n}\n"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "[]",
          "{}",
          "{\"version\": null}",
          "{\"version\": {}}",
          "{\"version\": \"1\"",
          "\u0000"
        })
    void refusesWhatSaysNoVersion(String text) {
      assertEquals(ErrorCode.VERSION_SOURCE_UNREADABLE, problem("package.json", text).code());
    }
  }

  @Nested
  class OfPom {
    private static final String NAMESPACE =
        "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n";

    @Test
    void readsTheProjectsOwn() {
      assertEquals(
          List.of("v1.2.3 pom.xml:5"),
          read(
              "pom.xml",
              NAMESPACE
                  + "<dependencies><dependency><version>9.9.9</version></dependency></dependencies>\n"
                  + "<parent><version>8.8.8</version></parent>\n"
                  + "<!-- <version>7.7.7</version> -->\n"
                  + "<version> 1.2.3 </version>\n</project>"));
    }

    @Test
    void readsTheParentsWhereThereIsNone() {
      assertEquals(
          List.of("v8.8.8-SNAPSHOT pom.xml:2"),
          read(
              "pom.xml",
              NAMESPACE + "<parent><version>8.8.8-SNAPSHOT</version></parent></project>"));
    }

    @Test
    void putsPropertiesIn() {
      assertEquals(
          List.of("v1.2.3-rc1 pom.xml:2"),
          read(
              "pom.xml",
              NAMESPACE
                  + "<version>${revision}${change.list}</version>\n<properties>"
                  + "<revision>${base}</revision><base>1.2.3</base>"
                  + "<change.list>-rc1</change.list></properties></project>"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "<project/>",
          "<project><version></version></project>",
          "<project><version>1</version>",
          "<project><version>${absent}</version></project>",
          "<project><version>${a}</version><properties><a>${a}</a></properties></project>",
          "<project><version>${a}</version><properties><a>${a}${a}${a}</a></properties></project>",
        })
    void refusesWhatSaysNoVersion(String text) {
      assertEquals(ErrorCode.VERSION_SOURCE_UNREADABLE, problem("pom.xml", text).code());
    }

    @Test
    void loadsNothingFromOutside() throws IOException {
      Path secret = Files.writeString(workspace.resolve("secret"), "1.2.3");
      Problem problem =
          problem(
              "pom.xml",
              "<!DOCTYPE p [<!ENTITY x SYSTEM \""
                  + secret.toUri()
                  + "\">]>"
                  + "<project><version>&x;</version></project>");
      assertFalse(problem.toString().contains("1.2.3"), problem::toString);
    }

    @Test
    void expandsNoEntities() {
      StringBuilder dtd = new StringBuilder("<!DOCTYPE p [<!ENTITY a0 \"1\">");
      for (int i = 1; i < 40; i++) {
        dtd.append("<!ENTITY a" + i + " \"&a" + (i - 1) + ";&a" + (i - 1) + ";\">");
      }
      String bomb = dtd + "]><project><version>&a39;</version></project>";
      assertEquals(ErrorCode.VERSION_SOURCE_UNREADABLE, problem("pom.xml", bomb).code());
    }
  }

  @Nested
  class OfPattern {
    @Test
    void readsTheGroupOfTheFirstMatch() {
      assertEquals(
          List.of("v1.2.3 app/main.py:2:24"),
          match(
              "app/main.py",
              "import x\napp = FastAPI(version=\"1.2.3\")\nversion=\"2.0.0\"\n",
              "version=\"([^\"]+)\""));
    }

    @Test
    void matchesAtLines() {
      assertEquals(List.of("v1.2.3 VERSION:2:1"), match("VERSION", "# v\n1.2.3\n", "^([0-9].*)$"));
    }

    @Test
    void refusesAPatternThatFindsNothing() {
      assertEquals(AT, matchProblem("text", "(b)").at().orElseThrow());
    }

    @Test
    void refusesAGroupThatTookNoPart() {
      assertEquals(ErrorCode.VERSION_SOURCE_UNREADABLE, matchProblem("text", "t(z)?").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"((?:a+)+)b", "((?:a|a)*)b", "((?:.*)*)b", "((?:[a-z]|a)*)!"})
    void endsOnPatternsThatWouldNot(String pattern) {
      assertEquals(
          ErrorCode.VERSION_SOURCE_UNREADABLE, matchProblem("a".repeat(50_000), pattern).code());
    }
  }

  @Nested
  class Refuses {
    @Test
    void aFileThatIsMissingAtItsPlaceInTheConfiguration() {
      Problem problem = problemOf(manifest("package.json"));
      assertEquals(ErrorCode.VERSION_SOURCE_UNREADABLE, problem.code());
      assertEquals(AT, problem.at().orElseThrow());
    }

    @Test
    void aLinkThatLeadsOut(@TempDir Path elsewhere) throws IOException {
      Files.writeString(elsewhere.resolve("package.json"), "{\"version\":\"1.2.3\"}");
      Files.createSymbolicLink(
          workspace.resolve("package.json"), elsewhere.resolve("package.json"));
      assertEquals(AT, problemOf(manifest("package.json")).at().orElseThrow());
    }

    @Test
    void aFolder() throws IOException {
      Files.createDirectory(workspace.resolve("package.json"));
      assertEquals(AT, problemOf(manifest("package.json")).at().orElseThrow());
    }

    @Test
    void aFileThatIsTooLarge() {
      assertEquals(AT, problem("package.json", " ".repeat(1 << 21)).at().orElseThrow());
    }

    @Test
    void aFileThatIsNoText() throws IOException {
      Files.write(
          workspace.resolve("package.json"),
          "{\"version\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
      assertEquals(ErrorCode.VERSION_SOURCE_UNREADABLE, problemOf(manifest("package.json")).code());
    }
  }

  @Test
  void followsALinkThatStays() throws IOException {
    Files.createDirectory(workspace.resolve("web"));
    write("web/package.json", "{\"version\":\"1.2.3\"}");
    Files.createSymbolicLink(workspace.resolve("package.json"), Path.of("web/package.json"));
    assertEquals(List.of("v1.2.3 package.json:1:12"), said(List.of(manifest("package.json"))));
  }

  private List<String> read(String name, String text) {
    write(name, text);
    return said(List.of(manifest(name)));
  }

  private List<String> match(String name, String text, String pattern) {
    write(name, text);
    Pattern compiled = Pattern.compile(pattern, Pattern.MULTILINE);
    return said(List.of(new VersionSource.Match(Path.of(name), compiled, AT)));
  }

  private Problem matchProblem(String text, String pattern) {
    return assertThrows(InputException.class, () -> match("file", text, pattern)).problem();
  }

  private Problem problem(String name, String text) {
    write(name, text);
    return problemOf(manifest(name));
  }

  private Problem problemOf(VersionSource source) {
    return assertThrows(InputException.class, () -> said(List.of(source))).problem();
  }

  private List<String> said(List<VersionSource> sources) {
    return new VersionReader(workspace)
        .read(sources).stream().map(r -> r.version() + " " + r.at()).toList();
  }

  private static VersionSource manifest(String name) {
    Path file = Path.of(name);
    return new VersionSource.Manifest(file, ManifestFormat.of(file).orElseThrow(), AT);
  }

  private void write(String name, String text) {
    try {
      Path file = workspace.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
