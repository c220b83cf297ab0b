package org.ignition.migration.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.ignition.action.MarkdownCut;

/**
 * A comment that is written once for a pull request and edited from then on.
 *
 * @param marker first line of the body, by which it is found again; Markdown shows nothing of it
 * @param body in GitHub's Markdown, the marker included
 * @param worthAdding whether it is added where there is none; else it only takes the place of one
 */
public record StickyComment(String marker, String body, boolean worthAdding) {

  /** GitHub takes 65,536 characters; so many bytes are never more. */
  static final int MOST_BYTES = 65_536;

  private static final String NOTE =
      "\n\n_This comment was cut; the summary of the run has everything._\n";
  private static final String PLAIN = "._/";

  /** What {@code report} says; not worth a new comment when no migration was looked at. */
  public static StickyComment of(CheckReport report) {
    String marker = marker(report.folder());
    String body = marker + "\n" + CheckSummary.of(report);
    return new StickyComment(
        marker,
        MarkdownCut.within(body, MOST_BYTES, NOTE),
        report.rehearsed() > 0 || report.result() != Outcome.PASSED);
  }

  private static String marker(Path folder) {
    return "<!-- ignition-release: check-migrations folder=" + plain(folder.toString()) + " -->";
  }

  /** {@code text} with nothing in it that ends a comment of HTML. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean harmless = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      plain.append(harmless ? String.valueOf(c) : "%" + HexFormat.of().toHexDigits(octet));
    }
    return plain.toString();
  }
}
