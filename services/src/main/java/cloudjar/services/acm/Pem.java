package cloudjar.services.acm;

import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.io.pem.PemObject;

/** PEM, as certificates and keys come and go. */
final class Pem {
    private Pem() {}

    /** The certificates of a text; empty where it is none. */
    static List<X509Certificate> certificates(Bytes text) {
        List<X509Certificate> certificates = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text.utf8()))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                if (!(object instanceof X509CertificateHolder holder)) {
                    return List.of();
                }
                certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
        } catch (IOException | CertificateException | IllegalArgumentException e) {
            return List.of();
        }
        return certificates;
    }

    /** The private key of a text, which is not encrypted. */
    static PrivateKey privateKey(Bytes text) {
        try (PEMParser parser = new PEMParser(new StringReader(text.utf8()))) {
            Object object = parser.readObject();
            while (object != null && !(object instanceof PEMKeyPair) && !(object instanceof PrivateKeyInfo)) {
                object = parser.readObject();
            }
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            return switch (object) {
                case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
                case PrivateKeyInfo info -> converter.getPrivateKey(info);
                case null, default -> throw AcmErrors.validation("The private key is not in PEM format.");
            };
        } catch (PEMException e) {
            throw AcmErrors.validation("The private key is not supported.");
        } catch (IOException | IllegalArgumentException e) {
            throw AcmErrors.validation("The private key is not in PEM format.");
        }
    }

    static String certificate(Bytes der) {
        return write(new PemObject("CERTIFICATE", der.toArray()));
    }

    static String chain(List<Bytes> ders) {
        StringBuilder chain = new StringBuilder();
        ders.forEach(der -> chain.append(certificate(der)));
        return chain.toString();
    }

    /** A private key that only a passphrase opens, in PKCS #8. */
    static String encrypted(PrivateKey key, Bytes passphrase) {
        try {
            return write(new JcaPKCS8Generator(
                            key,
                            new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
                                    .setProvider(new BouncyCastleProvider())
                                    .setPassword(passphrase.utf8().toCharArray())
                                    .build())
                    .generate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("a key could not be encrypted", e);
        }
    }

    private static String write(PemObject object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
