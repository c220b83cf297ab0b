package org.ignition.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.image.Quoted;
import org.jspecify.annotations.Nullable;

/** Whose certificates are trusted: the JDK's authorities and the user's own. */
public final class Trust {

  private Trust() {}

  /**
   * The certificates in a PEM file.
   *
   * @throws InputException when it cannot be read or holds none
   */
  public static List<X509Certificate> read(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new InputException(unreadable(pem, "holds no certificate"));
      }
      return found.stream().map(X509Certificate.class::cast).toList();
    } catch (IOException e) {
      throw new InputException(unreadable(pem, "cannot be read"), e);
    } catch (CertificateException e) {
      throw new InputException(unreadable(pem, "is not PEM with certificates"), e);
    }
  }

  private static Problem unreadable(Path pem, String what) {
    return Problem.of(
        ErrorCode.INPUT_INVALID,
        "Certificate authority file " + pem + " " + what,
        "Without it the server's certificate can't be trusted",
        "Give a file with one or more -----BEGIN CERTIFICATE----- blocks");
  }

  /** Trusts the JDK's authorities and {@code further} ones; failures name the certificate. */
  public static SSLContext of(List<X509Certificate> further) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(further), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /** The same for what makes its own contexts. */
  public static TrustManager[] managers(List<X509Certificate> further) {
    try {
      return new TrustManager[] {new Naming(trusting(further))};
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every JDK has X.509", e);
    }
  }

  /** Trusts nobody: for connections without TLS, which a client cannot be made without. */
  public static SSLContext nobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  private static X509ExtendedTrustManager trusting(List<X509Certificate> further)
      throws GeneralSecurityException, IOException {
    X509ExtendedTrustManager usual = manager(null);
    if (further.isEmpty()) {
      return usual;
    }
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    addAll(anchors, "jdk", Arrays.asList(usual.getAcceptedIssuers()));
    addAll(anchors, "user", further);
    return manager(anchors);
  }

  private static void addAll(KeyStore store, String prefix, List<X509Certificate> certificates)
      throws KeyStoreException {
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry(prefix + i, certificates.get(i));
    }
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore anchors)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new KeyStoreException("no X.509 trust manager"));
  }

  /** A certificate that was refused, with what a person needs to know of it. */
  public static final class UntrustedException extends CertificateException {

    private final String subject;
    private final String issuer;

    UntrustedException(Optional<X509Certificate> leaf, CertificateException cause) {
      super(cause.getMessage(), cause);
      this.subject = leaf.map(c -> c.getSubjectX500Principal().getName()).orElse("nobody");
      this.issuer = leaf.map(c -> c.getIssuerX500Principal().getName()).orElse("nobody");
    }

    /** What it says and what may be wrong with it, without full stop; names are quoted. */
    public String why() {
      return "It is for "
          + Quoted.of(subject)
          + ", issued by "
          + Quoted.of(issuer)
          + "; neither is known here, or it has expired, or it is for another host";
    }
  }

  /** Decides as its delegate does, and says which certificate it was about. */
  private static final class Naming extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager delegate;

    Naming(X509ExtendedTrustManager delegate) {
      this.delegate = delegate;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      try {
        delegate.checkServerTrusted(chain, type, engine);
      } catch (CertificateException e) {
        throw new UntrustedException(Arrays.stream(chain).findFirst(), e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      try {
        delegate.checkServerTrusted(chain, type, socket);
      } catch (CertificateException e) {
        throw new UntrustedException(Arrays.stream(chain).findFirst(), e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      delegate.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      delegate.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      delegate.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      delegate.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return delegate.getAcceptedIssuers();
    }
  }
}
