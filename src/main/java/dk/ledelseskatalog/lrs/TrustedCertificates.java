package dk.ledelseskatalog.lrs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed. There is no way to believe any. */
public final class TrustedCertificates {
  private TrustedCertificates() {}

  /** Those that the Java installation comes with. */
  public static SSLContext ofTheSystem() {
    try {
      return context(null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java installation has no TLS", e);
    }
  }

  /**
   * Those of the system and those in a file besides: the record store may have a certificate of the
   * municipality's own authority while the token endpoint has a public one.
   *
   * @param file PEM, or a PKCS #12 or JKS key store
   * @throws IOException with what is wrong with the file, in words for the operator
   */
  public static SSLContext ofTheSystemAnd(Path file, Optional<String> password) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      List<Certificate> more =
          new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")
              ? pem(bytes)
              : keyStore(file, password);
      if (more.isEmpty()) {
        throw new IOException("it has no certificate to trust");
      }
      KeyStore all = KeyStore.getInstance("PKCS12");
      all.load(null, null);
      more.addAll(systemCertificates());
      for (Certificate certificate : more) {
        all.setCertificateEntry("trusted-" + all.size(), certificate);
      }
      return context(all);
    } catch (GeneralSecurityException e) {
      throw new IOException("it is neither PEM nor a PKCS #12 key store of this password", e);
    }
  }

  private static List<Certificate> pem(byte[] bytes) throws GeneralSecurityException {
    return new ArrayList<>(
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes)));
  }

  private static List<Certificate> keyStore(Path file, Optional<String> password)
      throws GeneralSecurityException, IOException {
    KeyStore store;
    try {
      store = KeyStore.getInstance(file.toFile(), password.orElse("").toCharArray());
    } catch (IOException e) {
      throw new KeyStoreException(e);
    }
    List<Certificate> certificates = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isCertificateEntry(alias)) {
        certificates.add(store.getCertificate(alias));
      }
    }
    return certificates;
  }

  private static Collection<X509Certificate> systemCertificates() throws GeneralSecurityException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (TrustManager manager : trustManagers(null)) {
      if (manager instanceof X509TrustManager known) {
        certificates.addAll(List.of(known.getAcceptedIssuers()));
      }
    }
    return certificates;
  }

  private static SSLContext context(@Nullable KeyStore trusted) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trustManagers(trusted), null);
    return context;
  }

  /** Null means the system's own, as the JDK has it. */
  private static TrustManager[] trustManagers(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }
}
