package org.ignition.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** As much of HTTP/1.1 as {@link FaultProxy} needs. */
public final class Http {

  private static final int LONGEST_LINE = 64 * 1024;

  private Http() {}

  /** Header lines in their order. */
  public record Headers(List<String> lines) {

    /** Copies the lines. */
    public Headers {
      lines = List.copyOf(lines);
    }

    /** The first value of {@code name}. */
    public Optional<String> first(String name) {
      return lines.stream()
          .filter(line -> is(line, name))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }

    Headers with(String name, Optional<String> value) {
      List<String> changed = new ArrayList<>(lines);
      changed.removeIf(line -> is(line, name));
      value.ifPresent(v -> changed.add(name + ": " + v));
      return new Headers(changed);
    }

    private static boolean is(String line, String name) {
      return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }
  }

  record Head(String firstLine, Headers headers) {

    static Optional<Head> read(InputStream in) throws IOException {
      Optional<String> first = line(in);
      if (first.isEmpty()) {
        return Optional.empty();
      }
      List<String> lines = new ArrayList<>();
      for (String line = require(in); !line.isEmpty(); line = require(in)) {
        lines.add(line);
      }
      return Optional.of(new Head(first.get(), new Headers(lines)));
    }

    String method() {
      return firstLine.substring(0, firstLine.indexOf(' '));
    }

    String target() {
      return firstLine.substring(firstLine.indexOf(' ') + 1, firstLine.lastIndexOf(' '));
    }

    int status() {
      return Integer.parseInt(firstLine.substring(9, 12));
    }

    Head with(String name, Optional<String> value) {
      return new Head(firstLine, headers.with(name, value));
    }

    Head withLength(int length) {
      return with("Transfer-Encoding", Optional.empty())
          .with("Content-Length", Optional.of(Integer.toString(length)));
    }

    byte[] bytes() {
      StringBuilder text = new StringBuilder(firstLine).append("\r\n");
      headers.lines().forEach(line -> text.append(line).append("\r\n"));
      return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  static boolean hasNoBody(Head answer) {
    return answer.status() < 200 || answer.status() == 204 || answer.status() == 304;
  }

  static byte[] answer(Head request, int status, List<String> headers, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    Headers all = new Headers(headers);
    Head head = new Head("HTTP/1.1 " + status + " Fault", all).withLength(content.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.bytes());
    if (!request.method().equals("HEAD")) {
      bytes.writeBytes(content);
    }
    return bytes.toByteArray();
  }

  /** The body's bytes, without chunking. */
  static InputStream body(InputStream in, Headers headers, boolean untilEnd) {
    Optional<String> length = headers.first("Content-Length");
    if (isChunked(headers)) {
      return new Chunked(in);
    }
    if (length.isPresent()) {
      return new Limited(in, Long.parseLong(length.get()));
    }
    return untilEnd ? in : new Limited(in, 0);
  }

  static void copy(InputStream body, OutputStream out, Headers headers) throws IOException {
    if (!isChunked(headers)) {
      body.transferTo(out);
      return;
    }
    byte[] piece = new byte[LONGEST_LINE];
    for (int n = body.read(piece); n > 0; n = body.read(piece)) {
      out.write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(piece, 0, n);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isChunked(Headers headers) {
    return headers.first("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
  }

  private static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return Optional.empty();
      }
      if (c != '\r' && line.size() < LONGEST_LINE) {
        line.write(c);
      }
    }
    return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
  }

  private static String require(InputStream in) throws IOException {
    return line(in).orElseThrow(() -> new EOFException("in the middle of a head"));
  }

  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(buffer, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("in the middle of a body");
      }
      left -= read;
      return read;
    }
  }

  private static final class Chunked extends InputStream {
    private final InputStream in;
    private long left;
    private boolean ended;

    Chunked(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0 && !ended) {
        left = Long.parseLong(require(in).strip(), 16);
        ended = left == 0;
        if (ended) {
          require(in);
        }
      }
      if (ended) {
        return -1;
      }
      int read = in.read(buffer, offset, (int) Math.min(length, left));
      left -= read;
      if (left == 0) {
        require(in);
      }
      return read;
    }
  }
}
