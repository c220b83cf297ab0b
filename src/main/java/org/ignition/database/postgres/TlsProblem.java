package org.ignition.database.postgres;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Why no encrypted session came about.
 *
 * @param why a sentence without full stop
 * @param advice what to do
 */
record TlsProblem(String why, String advice) {

  private static final Pattern NOT_OFFERED = Pattern.compile("server does not support SSL");
  private static final Pattern ANOTHER_NAME = Pattern.compile("could not be verified by hostname");
  private static final Pattern ROOT = Pattern.compile("SSL root certificate");
  private static final String UNCHECKED =
      "`sslmode=require` without `sslrootcert` encrypts without checking who answers";

  /**
   * What {@code failure} says of it; empty when it is about something else.
   *
   * @param input the input that holds the URL
   */
  static Optional<TlsProblem> of(SQLException failure, String input) {
    String said = Explanation.of(failure).message();
    if (NOT_OFFERED.matcher(said).find()) {
      return problem(
          "The server takes no encrypted sessions",
          "Set `ssl = on` at the server, or `?sslmode=disable` in `"
              + input
              + "` where the network is trusted");
    }
    if (ROOT.matcher(said).find()) {
      return problem(
          "The file of `sslrootcert` can't be read as certificates",
          "Name a file of certificates in PEM by `?sslrootcert=<file>` in `"
              + input
              + "`, or `sslrootcert=system` for the authorities that everybody trusts");
    }
    if (ANOTHER_NAME.matcher(said).find()) {
      return problem(
          "The server's certificate is for another name",
          "Name the server in `"
              + input
              + "` as its certificate does, or take `sslmode=verify-ca`, which checks the authority"
              + " of `sslrootcert` alone");
    }
    return ofCertificate(failure, input);
  }

  private static Optional<TlsProblem> ofCertificate(SQLException failure, String input) {
    if (isCausedBy(failure, CertificateExpiredException.class)
        || isCausedBy(failure, CertificateNotYetValidException.class)) {
      return problem(
          "The server's certificate has expired, or is not valid yet by this machine's clock",
          "Renew it at the server, and the one of `sslrootcert` if it is that; until then "
              + UNCHECKED);
    }
    if (isCausedBy(failure, CertificateException.class)) {
      return problem(
          "The server's certificate is of an authority that is not trusted",
          "Name the authority's certificate by `?sslrootcert=<file>` in `"
              + input
              + "`, or `sslrootcert=system` for those that everybody trusts; "
              + UNCHECKED);
    }
    return isCausedBy(failure, SSLException.class)
        ? problem(
            "The two sides did not agree on how to encrypt",
            "Check `sslmode` and `sslrootcert` in `" + input + "`, and the server's TLS settings")
        : Optional.empty();
  }

  private static Optional<TlsProblem> problem(String why, String advice) {
    return Optional.of(new TlsProblem(why, advice));
  }

  private static boolean isCausedBy(SQLException failure, Class<? extends Exception> type) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(type::isInstance);
  }
}
