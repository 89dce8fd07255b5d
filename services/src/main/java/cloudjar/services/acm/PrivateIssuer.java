package cloudjar.services.acm;

import cloudjar.api.acmpca.AcmPca;
import cloudjar.api.acmpca.GetCertificateRequest;
import cloudjar.api.acmpca.GetCertificateResponse;
import cloudjar.api.acmpca.IssueCertificateRequest;
import cloudjar.api.acmpca.Validity;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.Secret;
import cloudjar.kernel.world.World;
import java.io.IOException;
import java.io.StringWriter;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/**
 * Has Private Certificate Authority issue certificates, as Certificate Manager: the authority's permissions and policy decide.
 *
 * @see <a href="https://docs.aws.amazon.com/privateca/latest/userguide/create-CA.html">Permissions for Certificate Manager</a>
 */
final class PrivateIssuer {
    private final Cloud cloud;

    PrivateIssuer(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * A certificate for a key. Calls another service: not for transactions.
     *
     * @throws ApiException what the authority says when it refuses
     */
    Certificate.Issue issue(World world, Certificate certificate, KeyPair pair, Secret key, Instant now) {
        String authority = Objects.requireNonNull(
                Objects.requireNonNull(certificate.request()).authority());
        boolean rsa = pair.getPublic().getAlgorithm().equals("RSA");
        Call call = ServiceCalls.of(world, certificate, now);
        String arn = Objects.requireNonNull(cloud.client(AcmPca.API)
                .issueCertificate(
                        IssueCertificateRequest.builder()
                                .certificateAuthorityArn(authority)
                                .csr(request(certificate, pair, rsa))
                                .signingAlgorithm(rsa ? "SHA256WITHRSA" : "SHA256WITHECDSA")
                                .validity(Validity.builder()
                                        .type("DAYS")
                                        .value(AcmLimits.PRIVATE_VALIDITY_DAYS.current())
                                        .build())
                                .build(),
                        call)
                .certificateArn());
        GetCertificateResponse got = cloud.client(AcmPca.API)
                .getCertificate(
                        GetCertificateRequest.builder()
                                .certificateAuthorityArn(authority)
                                .certificateArn(arn)
                                .build(),
                        call);
        return new Certificate.Issue(ders(got.certificate()).getFirst(), ders(got.certificateChain()), key, now);
    }

    private static List<Bytes> ders(@Nullable String pem) {
        return pem == null
                ? List.of()
                : Pem.certificates(Bytes.ofUtf8(pem)).stream()
                        .map(ImportedContent::der)
                        .toList();
    }

    private static Bytes request(Certificate certificate, KeyPair pair, boolean rsa) {
        GeneralName[] names = certificate.names().stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        try (StringWriter text = new StringWriter();
                JcaPEMWriter writer = new JcaPEMWriter(text)) {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            byte[] encoded = new PKCS10CertificationRequestBuilder(
                            new X500Name("CN=" + certificate.domain()),
                            SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()))
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                    .build(new JcaContentSignerBuilder(rsa ? "SHA256withRSA" : "SHA256withECDSA")
                            .build(pair.getPrivate()))
                    .getEncoded();
            writer.writeObject(new PemObject("CERTIFICATE REQUEST", encoded));
            writer.flush();
            return Bytes.ofUtf8(text.toString());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a request for a certificate could not be made", e);
        }
    }

    /** What is told of a refusal. */
    static String reason(ApiException e) {
        return switch (e.code()) {
            case "AccessDeniedException" -> "PCA_ACCESS_DENIED";
            case "InvalidArgsException", "MalformedCSRException" -> "PCA_INVALID_ARGS";
            case "InvalidArnException" -> "PCA_INVALID_ARN";
            case "InvalidStateException" -> "PCA_INVALID_STATE";
            case "LimitExceededException" -> "PCA_LIMIT_EXCEEDED";
            case "ResourceNotFoundException" -> "PCA_RESOURCE_NOT_FOUND";
            default -> "PCA_REQUEST_FAILED";
        };
    }
}
