package org.ignition.source;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ignition.failure.InputException;
import org.ignition.failure.SourceLocation;

/**
 * The version in a pom.xml (Maven documentation, "POM Reference"): the project's own, else the
 * parent's; properties of the same file, such as {@code ${revision}}, are put in.
 */
final class PomVersion {

  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^${}]{1,200})}");
  private static final int DEEPEST = 10;
  private static final int LONGEST = 1000;
  private static final String PROPERTIES = "/project/properties/";

  private final Path file;
  private final Map<String, WrittenVersion> texts = new HashMap<>();

  private PomVersion(Path file) {
    this.file = file;
  }

  static WrittenVersion in(String text, Path file) {
    PomVersion pom = new PomVersion(file);
    pom.read(text);
    return pom.version();
  }

  private WrittenVersion version() {
    WrittenVersion written =
        find("/project/version")
            .or(() -> find("/project/parent/version"))
            .orElseThrow(() -> WrittenVersion.missing(file, "<project><version>"));
    return new WrittenVersion(resolved(written), written.at());
  }

  private Optional<WrittenVersion> find(String path) {
    return Optional.ofNullable(texts.get(path));
  }

  private String resolved(WrittenVersion written) {
    String text = written.text();
    for (int depth = 0; PROPERTY.matcher(text).find(); depth++) {
      if (depth == DEEPEST || text.length() > LONGEST) {
        throw unreadable(written.at(), "The version's properties have no end");
      }
      text =
          PROPERTY
              .matcher(text)
              .replaceAll(
                  found -> Matcher.quoteReplacement(property(found.group(1), written.at())));
    }
    return text;
  }

  private String property(String name, SourceLocation at) {
    return find(PROPERTIES + name)
        .map(WrittenVersion::text)
        .orElseThrow(
            () -> unreadable(at, "The version needs a property that this file does not set"));
  }

  private void read(String text) {
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
      new Walk(xml).run();
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : Math.max(e.getLocation().getLineNumber(), 0);
      throw unreadable(new SourceLocation(file, line, 0), "The file is not valid XML");
    }
  }

  /** Nothing outside the text is ever loaded, and no entity is ever expanded. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private static InputException unreadable(SourceLocation at, String what) {
    return WrittenVersion.unreadable(at, what, "Correct the pom.xml");
  }

  /** Collects the first text of every element, by its path. */
  private final class Walk {
    private final XMLStreamReader xml;
    private final Deque<String> open = new ArrayDeque<>();

    Walk(XMLStreamReader xml) {
      this.xml = xml;
      open.push("");
    }

    void run() throws XMLStreamException {
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT ->
              open.push(open.peek() + "/" + xml.getLocalName());
          case XMLStreamConstants.END_ELEMENT -> open.pop();
          case XMLStreamConstants.CHARACTERS -> keep(xml.getText().strip());
          default -> {}
        }
      }
    }

    private void keep(String text) {
      if (!text.isEmpty() && open.size() <= DEEPEST) {
        int line = xml.getLocation().getLineNumber();
        texts.putIfAbsent(open.peek(), new WrittenVersion(text, new SourceLocation(file, line, 0)));
      }
    }
  }
}
