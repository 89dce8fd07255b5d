package cloudjar.services.acm;

import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** What AWS shows of a certificate's content. */
record Facts(X509Certificate certificate, X509CertificateHolder holder) {
    private static final int DNS_NAME = 2;

    /** The bits of the extension in their order. */
    private static final List<String> KEY_USAGES = List.of(
            "DIGITAL_SIGNATURE",
            "NON_REPUDIATION",
            "KEY_ENCIPHERMENT",
            "DATA_ENCIPHERMENT",
            "KEY_AGREEMENT",
            "CERTIFICATE_SIGNING",
            "CRL_SIGNING",
            "ENCIPHER_ONLY",
            "DECIPHER_ONLY");

    private static final Map<String, String> EXTENDED = Map.ofEntries(
            Map.entry("1.3.6.1.5.5.7.3.1", "TLS_WEB_SERVER_AUTHENTICATION"),
            Map.entry("1.3.6.1.5.5.7.3.2", "TLS_WEB_CLIENT_AUTHENTICATION"),
            Map.entry("1.3.6.1.5.5.7.3.3", "CODE_SIGNING"),
            Map.entry("1.3.6.1.5.5.7.3.4", "EMAIL_PROTECTION"),
            Map.entry("1.3.6.1.5.5.7.3.5", "IPSEC_END_SYSTEM"),
            Map.entry("1.3.6.1.5.5.7.3.6", "IPSEC_TUNNEL"),
            Map.entry("1.3.6.1.5.5.7.3.7", "IPSEC_USER"),
            Map.entry("1.3.6.1.5.5.7.3.8", "TIME_STAMPING"),
            Map.entry("1.3.6.1.5.5.7.3.9", "OCSP_SIGNING"),
            Map.entry("2.5.29.37.0", "ANY"));

    static Facts of(X509Certificate certificate) {
        try {
            return new Facts(certificate, new X509CertificateHolder(certificate.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    static Facts of(Bytes der) {
        try {
            return of((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der.stream()));
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was kept can be read", e);
        }
    }

    /** The common name, else the first of the other names. */
    String domain() {
        List<String> names = alternatives();
        String common = part(holder.getSubject(), BCStyle.CN);
        return common == null ? names.isEmpty() ? "" : names.getFirst() : common;
    }

    /** All names: the alternatives, or where there are none the common name. */
    List<String> names() {
        List<String> names = alternatives();
        return names.isEmpty() ? List.of(domain()) : names;
    }

    private List<String> alternatives() {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> name : alternatives) {
                    if (Objects.equals(name.get(0), DNS_NAME)) {
                        names.add(String.valueOf(name.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            throw AcmErrors.validation("The certificate's alternative names cannot be read.");
        }
        return List.copyOf(names);
    }

    String subject() {
        return holder.getSubject().toString();
    }

    String issuer() {
        String organization = part(holder.getIssuer(), BCStyle.O);
        String common = part(holder.getIssuer(), BCStyle.CN);
        return organization != null ? organization : common == null ? "" : common;
    }

    private static @Nullable String part(X500Name name, ASN1ObjectIdentifier type) {
        RDN[] found = name.getRDNs(type);
        return found.length == 0
                ? null
                : IETFUtils.valueToString(found[0].getFirst().getValue());
    }

    String serial() {
        BigInteger serial = certificate.getSerialNumber();
        return HexFormat.ofDelimiter(":").formatHex(serial.toByteArray());
    }

    String signatureAlgorithm() {
        return certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    }

    /** As requests name it, such as RSA_2048. */
    String keyAlgorithm() {
        return switch (certificate.getPublicKey()) {
            case RSAPublicKey rsa -> "RSA_" + rsa.getModulus().bitLength();
            case ECPublicKey ec ->
                switch (ec.getParams().getOrder().bitLength()) {
                    case 256 -> "EC_prime256v1";
                    case 384 -> "EC_secp384r1";
                    default -> "EC_secp521r1";
                };
            default -> throw AcmErrors.validation("The key algorithm of the certificate is not supported.");
        };
    }

    List<String> keyUsages() {
        boolean[] bits = certificate.getKeyUsage();
        List<String> usages = new ArrayList<>();
        for (int i = 0; bits != null && i < bits.length; i++) {
            if (bits[i]) {
                usages.add(KEY_USAGES.get(i));
            }
        }
        return usages;
    }

    /** Names and object identifiers. */
    List<Map.Entry<String, String>> extendedKeyUsages() {
        try {
            List<String> identifiers = certificate.getExtendedKeyUsage();
            return identifiers == null
                    ? List.of()
                    : identifiers.stream()
                            .map(identifier -> Map.entry(EXTENDED.getOrDefault(identifier, "CUSTOM"), identifier))
                            .toList();
        } catch (CertificateParsingException e) {
            throw AcmErrors.validation("The certificate's extended key usage cannot be read.");
        }
    }
}
