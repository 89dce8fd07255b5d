package cloudjar.services.acm;

import cloudjar.kernel.shape.Bytes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that comes from outside, with its chain and key.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-prerequisites.html">Prerequisites</a>
 */
record ImportedContent(X509Certificate certificate, List<X509Certificate> chain, PrivateKey key) {
    private static final byte[] PROBE = {1, 2, 3};

    ImportedContent {
        chain = List.copyOf(chain);
    }

    /** Reads what was given, and refuses what does not fit together. */
    static ImportedContent checked(Bytes certificate, Bytes privateKey, @Nullable Bytes chain, Instant now) {
        List<X509Certificate> given = Pem.certificates(certificate);
        if (given.isEmpty()) {
            throw AcmErrors.validation("The certificate is not in PEM format.");
        }
        if (given.size() > 1) {
            throw AcmErrors.validation(
                    "The certificate field contains more than one certificate. You can specify only one"
                            + " certificate in this field.");
        }
        X509Certificate own = given.getFirst();
        if (own.getNotAfter().toInstant().isBefore(now)) {
            throw AcmErrors.validation("The certificate that was given has expired.");
        }
        PrivateKey key = Pem.privateKey(privateKey);
        if (!match(own.getPublicKey(), key)) {
            throw AcmErrors.validation("The private key doesn't match the public key of the certificate.");
        }
        List<X509Certificate> above = chain == null ? List.of() : Pem.certificates(chain);
        if (chain != null && above.isEmpty()) {
            throw AcmErrors.validation("The certificate chain is not in PEM format.");
        }
        if (above.isEmpty()) {
            if (!own.getIssuerX500Principal().equals(own.getSubjectX500Principal())) {
                throw AcmErrors.validation(
                        "Provided certificate is not a valid self signed. Please provide either a valid"
                                + " self-signed certificate or certificate chain.");
            }
        } else {
            checkChain(own, above);
        }
        return new ImportedContent(own, above, key);
    }

    private static void checkChain(X509Certificate own, List<X509Certificate> chain) {
        X509Certificate below = own;
        for (X509Certificate above : chain) {
            try {
                below.verify(above.getPublicKey());
            } catch (GeneralSecurityException e) {
                throw AcmErrors.validation(
                        "Unable to validate certificate chain. The certificate chain must start with the"
                                + " immediate signing certificate, followed by any intermediaries in order.");
            }
            below = above;
        }
    }

    private static boolean match(PublicKey publicKey, PrivateKey privateKey) {
        if (!publicKey.getAlgorithm().equals(privateKey.getAlgorithm())) {
            return false;
        }
        try {
            String algorithm = publicKey.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(privateKey);
            signer.update(PROBE);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(publicKey);
            verifier.update(PROBE);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static Bytes der(X509Certificate certificate) {
        try {
            return Bytes.wrap(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }
}
