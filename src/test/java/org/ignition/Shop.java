package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.URIish;
import org.ignition.backup.s3.BucketPatience;
import org.ignition.database.Patience;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Waiting;
import org.ignition.image.ImageName;
import org.ignition.testing.Captured;
import org.ignition.testing.RunnerReader;

/** A repository that is released in tests, and the command run on it as a user would. */
final class Shop {

  private static final PersonIdent AUTHOR =
      new PersonIdent("t", "t@example.com", Instant.parse("2026-01-07T12:00:00Z"), ZoneOffset.UTC);

  private final Path home;
  private final ImageName canonical;
  private final Path folder;

  /** Registries and buckets are left alone for a tenth of the time. */
  private Waiting waiting =
      new Waiting(
          Patience.usual(),
          pause -> Thread.sleep(pause.dividedBy(10)),
          new BucketPatience(
              BucketPatience.USUAL.attempts(),
              BucketPatience.USUAL.pause().dividedBy(10),
              BucketPatience.USUAL.longestPause().dividedBy(10),
              BucketPatience.USUAL.answer()));

  private Shop(Path home, String canonical) throws IOException {
    this.home = home;
    this.canonical = ImageName.parse(canonical);
    this.folder = Files.createDirectories(home.resolve("shop"));
  }

  /** A repository with one commit on main, whose images go to {@code canonical}. */
  static Shop create(Path home, String canonical) throws Exception {
    Shop shop = new Shop(home, canonical);
    shop.write("Shop.java", "class Shop {}\n");
    shop.write("package.json", "{\"name\": \"shop\", \"version\": \"1.0.0\"}\n");
    shop.write("jib.yaml", buildFile(""));
    shop.write("ignition.yml", configuration(canonical, ""));
    try (Git git = Git.init().setDirectory(shop.folder.toFile()).setInitialBranch("main").call()) {
      git.remoteAdd().setName("origin").setUri(new URIish("https://github.com/acme/shop")).call();
    }
    shop.commit("first");
    return shop;
  }

  /** A repository of GitHub's with these files and nothing committed yet. */
  static Shop uncommitted(Path home, Map<String, String> files) throws Exception {
    Shop shop = new Shop(home, "ghcr.io/acme/shop");
    for (Map.Entry<String, String> file : files.entrySet()) {
      shop.write(file.getKey(), file.getValue());
    }
    try (Git git = Git.init().setDirectory(shop.folder.toFile()).setInitialBranch("main").call()) {
      git.remoteAdd().setName("origin").setUri(new URIish("https://github.com/acme/shop")).call();
    }
    return shop;
  }

  static String buildFile(String from) {
    return """
    apiVersion: jib/v1alpha1
    kind: BuildFile
    %sformat: OCI
    entrypoint: [java, /app/Shop.java]
    layers:
      entries:
        - name: service
          files:
            - {src: Shop.java, dest: /app/Shop.java}
    """
        .formatted(from);
  }

  static String configuration(String canonical, String more) {
    return """
    image:
      canonical: %s
      build-file: jib.yaml
    %sversion:
      from: files
      sources: [package.json]
    """
        .formatted(canonical, more);
  }

  /** How long its runs in this JVM try a database again from now on. */
  void waits(Duration total, Duration pause) {
    waiting = new Waiting(new Patience(total, pause), waiting.registry(), waiting.bucket());
  }

  ImageName canonical() {
    return canonical;
  }

  Path folder() {
    return folder;
  }

  void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, text);
  }

  String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  String commit(String message) throws Exception {
    try (Git git = Git.open(folder.toFile())) {
      git.add().addFilepattern(".").call();
      RevCommit commit =
          git.commit()
              .setMessage(message)
              .setAuthor(AUTHOR)
              .setCommitter(AUTHOR)
              .setSign(false)
              .call();
      fetched(git, commit);
      return commit.getName();
    }
  }

  /** As if the commit had been fetched: on a runner only such branches count. */
  private static void fetched(Git git, RevCommit commit) throws IOException {
    RefUpdate update = git.getRepository().updateRef("refs/remotes/origin/main");
    update.setNewObjectId(commit);
    update.forceUpdate();
  }

  void tag(String name) throws Exception {
    try (Git git = Git.open(folder.toFile())) {
      git.tag().setName(name).setAnnotated(false).setSigned(false).call();
    }
  }

  String head() throws Exception {
    try (Git git = Git.open(folder.toFile())) {
      return ObjectId.toString(git.getRepository().resolve("HEAD"));
    }
  }

  /** At a terminal. */
  Run ignition(String... arguments) throws IOException {
    return run(Map.of("HOME", home.toString()), List.of(arguments));
  }

  /** As a step of a workflow, triggered by a push of {@code ref}. */
  Run step(String ref, Map<String, String> inputs) throws Exception {
    return step(ref, inputs, Map.of());
  }

  /** The same, with variables of the job besides. */
  Run step(String ref, Map<String, String> inputs, Map<String, String> variables) throws Exception {
    return run(environment(ref, inputs, variables), List.of());
  }

  /** What a step finds in its environment, its files for outputs and summary being there. */
  Map<String, String> environment(
      String ref, Map<String, String> inputs, Map<String, String> variables) throws Exception {
    Path runner = Files.createTempDirectory(home, "runner");
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("HOME", runner.toString());
    environment.put("XDG_CACHE_HOME", cache().toString());
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("GITHUB_WORKSPACE", folder.toString());
    environment.put("GITHUB_SHA", head());
    environment.put("GITHUB_REF", ref);
    environment.put("GITHUB_EVENT_NAME", "push");
    environment.put("GITHUB_REPOSITORY", "acme/shop");
    environment.put("GITHUB_SERVER_URL", "https://github.com");
    environment.put("GITHUB_RUN_ID", "7");
    environment.put("GITHUB_RUN_ATTEMPT", "1");
    environment.put("GITHUB_ACTOR", "octocat");
    environment.put("RUNNER_TEMP", runner.toString());
    for (String file : List.of("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")) {
      environment.put(file, Files.createFile(runner.resolve(file)).toString());
    }
    inputs.forEach(
        (name, value) -> environment.put("INPUT_" + name.toUpperCase(Locale.ROOT), value));
    return environment;
  }

  /** This machine's own: to initialise a database server for each step would take half of it. */
  private static Path cache() {
    String named = System.getenv("XDG_CACHE_HOME");
    return named == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
  }

  private Run run(Map<String, String> environment, List<String> arguments) throws IOException {
    Captured out = new Captured();
    Captured err = new Captured();
    Surroundings surroundings =
        new Surroundings(
            environment,
            out.stream(),
            err.stream(),
            new ByteArrayInputStream(new byte[0]),
            false,
            folder,
            Clock.systemUTC(),
            waiting);
    int code = new Ignition(surroundings).run(arguments);
    surroundings.flush();
    return ended(code, out.text(), err.text(), environment);
  }

  private static Run ended(int code, String out, String err, Map<String, String> environment)
      throws IOException {
    return new Run(
        code,
        out,
        err,
        RunnerReader.file(file(environment, "GITHUB_OUTPUT")),
        file(environment, "GITHUB_STEP_SUMMARY"));
  }

  /** Begins a step in a process of its own, as a push of main triggers it. */
  Begun begin(Map<String, String> inputs, Map<String, String> variables) throws Exception {
    Map<String, String> environment = environment("refs/heads/main", inputs, variables);
    Path out = Files.createTempFile(home, "step", ".out");
    Path err = Files.createTempFile(home, "step", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Begun(builder.start(), environment, out, err);
  }

  /** A step that runs in a process of its own. */
  record Begun(Process process, Map<String, String> environment, Path out, Path err)
      implements AutoCloseable {

    /** Ends it as nothing can be ended gracefully: SIGKILL. */
    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    /** Asks it to end, as a runner does: SIGTERM. */
    void terminate() {
      process.destroy();
    }

    /** Waits for its end. */
    Run await() throws Exception {
      int code = process.waitFor();
      return ended(code, Files.readString(out), Files.readString(err), environment);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private static String file(Map<String, String> environment, String name) throws IOException {
    String path = environment.get(name);
    return path == null ? "" : Files.readString(Path.of(path));
  }

  /** How a run ended. */
  record Run(int code, String out, String err, Map<String, String> outputs, String summary) {

    /** Exit code and output {@code result} are those. */
    static void assertEnds(int code, String result, Run run) {
      assertEquals(code, run.code, run::toString);
      assertEquals(result, run.output("result"), run::toString);
    }

    /** An output; empty text when it was not given. */
    String output(String name) {
      return outputs.getOrDefault(name, "");
    }

    /** The fields of the one JSON line, as text. */
    String logLine() {
      return out.lines().filter(line -> line.startsWith("{")).reduce((a, b) -> b).orElse("");
    }

    boolean logs(String field, String value) {
      return logLine().contains("\"" + field + "\":\"" + value + "\"");
    }

    @Override
    public String toString() {
      return "exit " + code + "\n--- out\n" + out + "\n--- err\n" + err;
    }
  }
}
