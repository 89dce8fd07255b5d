package cloudjar.kernel.federation;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts the servers that the machine trusts, and those whose chain ends with a certificate of a known thumbprint, as AWS
 * does for providers whose certificates no public authority made.
 *
 * @param publicly what the machine trusts
 * @param thumbprints in lower case
 */
record IssuerTrust(X509TrustManager publicly, List<String> thumbprints) implements X509TrustManager {
    /** A context for connections to a provider with these thumbprints. */
    static SSLContext context(List<String> thumbprints) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            X509TrustManager publicly = Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
            List<String> lower = thumbprints.stream()
                    .map(text -> text.toLowerCase(Locale.ROOT))
                    .toList();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new IssuerTrust(publicly, lower)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String method) throws CertificateException {
        try {
            publicly.checkServerTrusted(chain, method);
        } catch (CertificateException e) {
            if (!endsKnown(chain)) {
                throw e;
            }
        }
    }

    private boolean endsKnown(X509Certificate[] chain) {
        try {
            for (int i = 0; i + 1 < chain.length; i++) {
                chain[i].verify(chain[i + 1].getPublicKey());
            }
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(chain[chain.length - 1].getEncoded());
            return thumbprints.contains(HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException e) {
            // No chain: its certificates did not sign each other.
            return false;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String method) throws CertificateException {
        throw new CertificateException("no server asks for a certificate of ours");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return publicly.getAcceptedIssuers();
    }
}
