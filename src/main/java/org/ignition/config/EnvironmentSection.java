package org.ignition.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ignition.config.DatabaseAccess.Via;
import org.ignition.json.Fields;
import org.ignition.json.Node;

/** Reads an environment below {@code environments}. */
final class EnvironmentSection {

  private static final String ALL = "environments";

  /** Keys of commands that are not here; they are legal, and neither read nor checked. */
  private static final List<String> OTHER_KEYS =
      List.of(
          "target",
          "services",
          "health",
          "smoke",
          "required-env",
          "forbidden-env",
          "after",
          "promotes");

  /** Hosts, type and key in base64 (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
  private static final Pattern KNOWN_HOST =
      Pattern.compile(
          "(?:@[a-z-]+ +)?[^\\s#]\\S* +(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[a-z0-9@.-]+"
              + " +[A-Za-z0-9+/]{32,}={0,2}(?: .*)?");

  /** What Compose allows (compose-spec, "services"). */
  private static final Pattern SERVICE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}");

  /** GitHub's bound on the name of an environment. */
  private static final int LONGEST_NAME = 255;

  private final Fields fields;
  private final String name;

  private EnvironmentSection(Fields fields, String name) {
    this.fields = fields;
    this.name = ALL + "." + name;
  }

  /** Reads all environments of {@code document}, in their order. */
  static Map<String, EnvironmentSettings> readAll(Fields document) {
    Map<String, EnvironmentSettings> all = new LinkedHashMap<>();
    document
        .fields(ALL)
        .ifPresent(section ->
            section.keys().forEach(name -> all.put(checked(section, name), read(section, name))));
    return Collections.unmodifiableMap(all);
  }

  private static String checked(Fields section, String name) {
    boolean sound =
        name.length() <= LONGEST_NAME
            && name.equals(name.strip())
            && !name.isEmpty()
            && name.codePoints().noneMatch(Character::isISOControl);
    if (!sound) {
      throw section.invalid(
          name, "is no name of an environment", "Write a name such as production");
    }
    return name;
  }

  private static EnvironmentSettings read(Fields section, String name) {
    return section
        .fields(name)
        .map(fields -> new EnvironmentSection(fields, name).settings())
        .orElse(EnvironmentSettings.DEFAULTS);
  }

  private EnvironmentSettings settings() {
    EnvironmentSettings settings =
        new EnvironmentSettings(
            entry("host").map(entry -> entry.as(HostAddress::parse)),
            hostKeys(),
            entry("project-directory").map(EnvironmentSection::directory),
            fields.fields("database").map(this::database).orElse(DatabaseAccess.DEFAULTS));
    requireWay(settings);
    OTHER_KEYS.forEach(fields::node);
    fields.rejectUnknown();
    return settings;
  }

  private Optional<Entry> entry(String key) {
    return Entry.of(fields, name, key);
  }

  /** A list of lines, or a text of them such as {@code ssh-keyscan} prints. */
  private List<String> hostKeys() {
    boolean isList = fields.node("host-key").filter(Node.Sequence.class::isInstance).isPresent();
    List<Entry> texts =
        isList ? Entry.listOf(fields, name, "host-key") : entry("host-key").stream().toList();
    return texts.stream().flatMap(EnvironmentSection::hostKeys).toList();
  }

  private static Stream<String> hostKeys(Entry entry) {
    List<String> lines =
        entry
            .text()
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    if (lines.isEmpty()) {
      throw entry.invalid("holds no key", "Give it a line of known_hosts or remove the key");
    }
    return lines.stream().map(line -> hostKey(line, entry));
  }

  private static String hostKey(String line, Entry entry) {
    if (!KNOWN_HOST.matcher(line).matches()) {
      throw entry.invalid(
          "is no line of a known_hosts file",
          "Copy a line that `ssh-keyscan HOST` prints, once you have checked it on the host");
    }
    return line;
  }

  private static String directory(Entry entry) {
    String directory = entry.line();
    if (!directory.startsWith("/")) {
      throw entry.invalid(
          "is not absolute", "Write the folder on the host from its root, such as /opt/shop");
    }
    return directory;
  }

  private DatabaseAccess database(Fields database) {
    DatabaseAccess access =
        new DatabaseAccess(
            Entry.of(database, name + ".database", "via")
                .map(EnvironmentSection::via)
                .orElse(DatabaseAccess.DEFAULTS.via()),
            Entry.of(database, name + ".database", "service").map(EnvironmentSection::service),
            Entry.of(database, name + ".database", "name").map(Entry::line),
            database.bool("allow-url-userinfo").orElse(DatabaseAccess.DEFAULTS.allowUrlUserinfo()));
    if (access.service().isPresent() && access.via() == Via.DIRECT) {
      throw database.invalid(
          "service", "is reached over SSH only", "Add `via: ssh`, or remove the service");
    }
    database.rejectUnknown();
    return access;
  }

  private static Via via(Entry entry) {
    return switch (entry.text()) {
      case "direct" -> Via.DIRECT;
      case "ssh" -> Via.SSH;
      default -> throw entry.invalid("must be one of direct, ssh", "Use direct or ssh");
    };
  }

  private static String service(Entry entry) {
    if (!SERVICE.matcher(entry.text()).matches()) {
      throw entry.invalid(
          "is no service of a Compose file", "Write its name there, such as postgres");
    }
    return entry.text();
  }

  /** What leads to the database must be said too. */
  private void requireWay(EnvironmentSettings settings) {
    if (settings.database().service().isPresent() && settings.projectDirectory().isEmpty()) {
      throw fields.invalid(
          "database",
          "service needs the folder of its Compose project",
          "Add `project-directory: /opt/shop` beside `database`");
    }
    if (settings.database().via() == Via.SSH && settings.host().isEmpty()) {
      throw fields.invalid(
          "database", "via ssh needs a host", "Add `host: user@host` beside `database`");
    }
  }
}
