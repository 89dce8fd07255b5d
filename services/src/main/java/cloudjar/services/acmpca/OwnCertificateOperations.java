package cloudjar.services.acmpca;

import cloudjar.api.acmpca.AuthorityCertificates;
import cloudjar.api.acmpca.GetCertificateAuthorityCertificateRequest;
import cloudjar.api.acmpca.GetCertificateAuthorityCertificateResponse;
import cloudjar.api.acmpca.GetCertificateAuthorityCsrRequest;
import cloudjar.api.acmpca.GetCertificateAuthorityCsrResponse;
import cloudjar.api.acmpca.ImportCertificateAuthorityCertificateRequest;
import cloudjar.api.acmpca.ImportCertificateAuthorityCertificateResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** The certificates of authorities themselves. */
final class OwnCertificateOperations implements AuthorityCertificates {
    private final CertificateMaker maker;
    private final Publisher publisher;

    OwnCertificateOperations(CertificateMaker maker, Publisher publisher) {
        this.maker = maker;
        this.publisher = publisher;
    }

    @Override
    public GetCertificateAuthorityCsrResponse getCertificateAuthorityCsr(
            GetCertificateAuthorityCsrRequest in, Call call) {
        Authority authority =
                call.read(snapshot -> AuthorityForms.findLive(snapshot, in.certificateAuthorityArn(), call));
        return GetCertificateAuthorityCsrResponse.builder()
                .csr(maker.request(authority))
                .build();
    }

    @Override
    public ImportCertificateAuthorityCertificateResponse importCertificateAuthorityCertificate(
            ImportCertificateAuthorityCertificateRequest in, Call call) {
        List<Bytes> given = CertificateMaker.certificates(in.certificate());
        if (given.size() != 1) {
            throw AcmPcaErrors.certificate("The certificate is not one certificate in PEM format.");
        }
        List<Bytes> chain =
                in.certificateChain() == null ? List.of() : CertificateMaker.certificates(in.certificateChain());
        boolean unused = call.write(tx -> {
            Authority authority = AuthorityForms.findLive(tx, in.certificateAuthorityArn(), call);
            check(authority, given.getFirst(), chain);
            AcmPcaTables.of(authority)
                    .authorities
                    .put(tx, authority.id(), authority.installed(given.getFirst(), chain, call.time()));
            publisher.arm(tx, authority, call.time());
            return true;
        });
        return ImportCertificateAuthorityCertificateResponse.of();
    }

    private static void check(Authority authority, Bytes own, List<Bytes> chain) {
        byte[] key;
        try {
            key = CertificateMaker.holder(own).getSubjectPublicKeyInfo().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Arrays.equals(key, authority.publicKey().toArray())) {
            throw AcmPcaErrors.mismatch("The certificate is not for the key of the certificate authority.");
        }
        if (authority.type().equals(Authority.ROOT)) {
            if (!chain.isEmpty() || !CertificateMaker.isSignedBy(own, own)) {
                throw AcmPcaErrors.mismatch("A root authority has a self-signed certificate and no chain.");
            }
            return;
        }
        if (chain.isEmpty()) {
            throw AcmPcaErrors.args("A subordinate authority needs the chain of its certificate.");
        }
        Bytes below = own;
        for (Bytes above : chain) {
            if (!CertificateMaker.isSignedBy(below, above)) {
                throw AcmPcaErrors.mismatch("The chain does not lead up from the certificate.");
            }
            below = above;
        }
    }

    @Override
    public GetCertificateAuthorityCertificateResponse getCertificateAuthorityCertificate(
            GetCertificateAuthorityCertificateRequest in, Call call) {
        Authority authority =
                call.read(snapshot -> AuthorityForms.findSharedLive(snapshot, in.certificateAuthorityArn(), call));
        Bytes own = authority.certificate();
        if (own == null) {
            throw AcmPcaErrors.state(authority);
        }
        return GetCertificateAuthorityCertificateResponse.builder()
                .certificate(CertificateMaker.pem(own).stripTrailing())
                .certificateChain(CertificateMaker.pem(authority.chain()))
                .build();
    }
}
