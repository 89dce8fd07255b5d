package cloudjar.services.iam;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as PEM has them. */
final class CertificateText {
    /** So many certificates stand in a chain at most; a longer one would have no room in a request. */
    private static final int CHAIN_MAX = 100;

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");

    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN (RSA |EC )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:RSA |EC )?PRIVATE KEY-----\\s*");

    /** {@code PKCS #8}'s version, as DER. */
    private static final byte[] VERSION = {2, 1, 0};

    private CertificateText() {}

    /**
     * The one certificate in a text.
     *
     * @throws cloudjar.kernel.shape.ApiException where the text is anything else
     */
    static X509Certificate certificate(String text) {
        List<X509Certificate> certificates = certificates(text);
        if (certificates.size() != 1) {
            throw IamErrors.badCertificate();
        }
        return certificates.getFirst();
    }

    /** The certificates in a text, which holds nothing else. */
    private static List<X509Certificate> certificates(String text) {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher matcher = CERTIFICATE.matcher(text.strip());
        int end = 0;
        while (certificates.size() < CHAIN_MAX && matcher.find() && matcher.start() == end) {
            certificates.add(parsed(matcher.group(1)));
            end = matcher.end();
        }
        if (end != text.strip().length()) {
            throw IamErrors.badCertificate();
        }
        return certificates;
    }

    private static X509Certificate parsed(String base64) {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException | IllegalArgumentException e) {
            throw IamErrors.badCertificate();
        }
    }

    /**
     * Checks that a chain leads from whoever signed the certificate upwards.
     *
     * @throws cloudjar.kernel.shape.ApiException where it does not
     */
    static void checkChain(X509Certificate certificate, String chain) {
        X509Certificate below = certificate;
        int index = -1;
        for (X509Certificate above : certificates(chain)) {
            if (!signed(below, above)) {
                throw IamErrors.badChain(index);
            }
            below = above;
            index++;
        }
    }

    private static boolean signed(X509Certificate below, X509Certificate above) {
        try {
            below.verify(above.getPublicKey());
            return below.getIssuerX500Principal().equals(above.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            // Another's signature, or one of an algorithm that nobody knows.
            return false;
        }
    }

    /**
     * Checks that a private key belongs to the certificate.
     *
     * @throws cloudjar.kernel.shape.ApiException where the text is no key without a passphrase, or that of another certificate
     */
    static void checkKey(X509Certificate certificate, String text) {
        Matcher matcher = KEY.matcher(text.strip());
        if (!matcher.matches()) {
            throw IamErrors.badPrivateKey();
        }
        PublicKey open = certificate.getPublicKey();
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(2));
            byte[] whole = matcher.group(1) == null ? encoded : wrapped(encoded, open);
            PrivateKey key =
                    KeyFactory.getInstance(open.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(whole));
            if (!belongTogether(key, open)) {
                throw IamErrors.keyMismatch();
            }
        } catch (GeneralSecurityException e) {
            throw IamErrors.keyMismatch();
        } catch (IllegalArgumentException e) {
            throw IamErrors.badPrivateKey();
        }
    }

    private static boolean belongTogether(PrivateKey key, PublicKey open) throws GeneralSecurityException {
        Signature signature =
                Signature.getInstance(open.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        byte[] text = {1, 2, 3};
        signature.initSign(key);
        signature.update(text);
        byte[] made = signature.sign();
        signature.initVerify(open);
        signature.update(text);
        return signature.verify(made);
    }

    /** A key in the form of its own algorithm, in the form that all have: that names the algorithm, as the certificate does. */
    private static byte[] wrapped(byte[] key, PublicKey open) {
        return element(0x30, VERSION, algorithm(open.getEncoded()), element(0x04, key));
    }

    /** The first element in the outermost one: what algorithm a public key is of. */
    private static byte[] algorithm(byte[] publicKey) {
        int start = 1 + lengthBytes(publicKey, 1);
        int header = 1 + lengthBytes(publicKey, start + 1);
        return Arrays.copyOfRange(publicKey, start, start + header + length(publicKey, start + 1));
    }

    private static int lengthBytes(byte[] der, int at) {
        return der[at] >= 0 ? 1 : 1 + (der[at] & 0x7F);
    }

    private static int length(byte[] der, int at) {
        if (der[at] >= 0) {
            return der[at];
        }
        int length = 0;
        for (int i = 1; i <= (der[at] & 0x7F); i++) {
            length = length << 8 | der[at + i] & 0xFF;
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] header = {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        byte[] element = Arrays.copyOf(header, header.length + length);
        int at = header.length;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, element, at, part.length);
            at += part.length;
        }
        return element;
    }
}
