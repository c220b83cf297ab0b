package org.ignition.registry.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.json.DocumentKind;
import org.ignition.json.Documents;
import org.ignition.json.Fields;

/**
 * What a registry says of an error (distribution-spec 1.1.1, "Error Codes"), of which nothing is
 * trusted.
 *
 * @param code such as {@code MANIFEST_UNKNOWN}; empty when there is none
 * @param message for people; may be empty
 */
record ErrorBody(String code, String message) {

  private static final ErrorBody NONE = new ErrorBody("", "");
  private static final int LONGEST_CODE = 64;
  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.REGISTRY_PROTOCOL, RemoteException::new);

  static ErrorBody of(Reply reply) {
    try {
      Fields fields = Fields.of(Documents.json(reply.text(), Path.of("error"), KIND), KIND, "");
      return listed(fields.list("errors")).or(() -> oauth(fields)).orElse(NONE);
    } catch (IgnitionException e) {
      return plain(reply);
    }
  }

  private static Optional<ErrorBody> listed(List<Fields> errors) {
    return errors.stream().findFirst().map(first -> of(first, "code", "message"));
  }

  /** Token services often answer in OAuth's form (RFC 6749 §5.2). */
  private static Optional<ErrorBody> oauth(Fields fields) {
    return Optional.of(of(fields, "error", "error_description"));
  }

  private static ErrorBody of(Fields fields, String code, String message) {
    String text = fields.text(code).orElse("");
    return new ErrorBody(text.length() > LONGEST_CODE ? "" : text, fields.text(message).orElse(""));
  }

  /** One line of text may tell; a page of HTML does not. */
  private static ErrorBody plain(Reply reply) {
    String text = reply.text().strip();
    boolean tells = reply.mediaType().equals("text/plain") && text.lines().count() == 1;
    return tells ? new ErrorBody("", text) : NONE;
  }

  boolean is(String wanted) {
    return code.equals(wanted);
  }

  /** Code and message, fit for one line; empty when there is neither. */
  String quoted() {
    String text = code.isEmpty() || message.isEmpty() ? code + message : code + ": " + message;
    return text.isEmpty() ? "" : Quoted.of(text);
  }
}
