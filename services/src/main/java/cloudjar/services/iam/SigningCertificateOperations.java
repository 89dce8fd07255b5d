package cloudjar.services.iam;

import cloudjar.api.iam.DeleteSigningCertificateRequest;
import cloudjar.api.iam.DeleteSigningCertificateResponse;
import cloudjar.api.iam.ListSigningCertificatesRequest;
import cloudjar.api.iam.ListSigningCertificatesResponse;
import cloudjar.api.iam.SigningCertificate;
import cloudjar.api.iam.SigningCertificates;
import cloudjar.api.iam.StatusType;
import cloudjar.api.iam.UpdateSigningCertificateRequest;
import cloudjar.api.iam.UpdateSigningCertificateResponse;
import cloudjar.api.iam.UploadSigningCertificateRequest;
import cloudjar.api.iam.UploadSigningCertificateResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.iam.IamTables.HeldKey;
import java.util.List;

/** Certificates with which users sign. */
final class SigningCertificateOperations implements SigningCertificates {
    private static final int ID_LENGTH = 32;

    @Override
    public UploadSigningCertificateResponse uploadSigningCertificate(UploadSigningCertificateRequest in, Call call) {
        CertificateText.certificate(in.certificateBody());
        String id = call.world().ids().of(Ids.UPPER_ALPHANUMERIC, ID_LENGTH);
        return call.write(tx -> {
            KeyOwner owner = KeyOwner.of(tx, call, in.userName());
            List<UserCertificate> own = of(tx, call, owner.id());
            if (own.stream()
                    .anyMatch(held ->
                            held.body().strip().equals(in.certificateBody().strip()))) {
                throw IamErrors.duplicateCertificate();
            }
            if (own.size() >= IamLimits.SIGNING_CERTIFICATES.current()) {
                throw IamErrors.quota("CertificatesPerUser", IamLimits.SIGNING_CERTIFICATES);
            }
            UserCertificate certificate = new UserCertificate(id, owner.id(), in.certificateBody(), true, call.time());
            put(tx, call, certificate);
            return UploadSigningCertificateResponse.builder()
                    .certificate(certificate.shown(owner))
                    .build();
        });
    }

    @Override
    public ListSigningCertificatesResponse listSigningCertificates(ListSigningCertificatesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListSigningCertificates" + in.userName());
        return call.read(snapshot -> {
            KeyOwner owner = KeyOwner.of(snapshot, call, in.userName());
            Page<SigningCertificate> found = Page.of(of(snapshot, call, owner.id()), UserCertificate::id, asked)
                    .map(certificate -> certificate.shown(owner));
            return ListSigningCertificatesResponse.builder()
                    .certificates(found.items())
                    .isTruncated(found.next().isPresent())
                    .marker(found.next().orElse(null))
                    .build();
        });
    }

    @Override
    public UpdateSigningCertificateResponse updateSigningCertificate(UpdateSigningCertificateRequest in, Call call) {
        return call.write(tx -> {
            UserCertificate found = existing(tx, call, KeyOwner.of(tx, call, in.userName()), in.certificateId());
            put(tx, call, found.withActive(in.status_().equals(StatusType.ACTIVE)));
            return UpdateSigningCertificateResponse.of();
        });
    }

    @Override
    public DeleteSigningCertificateResponse deleteSigningCertificate(DeleteSigningCertificateRequest in, Call call) {
        return call.write(tx -> {
            UserCertificate found = existing(tx, call, KeyOwner.of(tx, call, in.userName()), in.certificateId());
            rows(call).delete(tx, new HeldKey(found.userId(), found.id()));
            return DeleteSigningCertificateResponse.of();
        });
    }

    private static ScopedTable<HeldKey, UserCertificate> rows(Call call) {
        return IamTables.SIGNING_CERTIFICATES.in(Scope.account(call.account()));
    }

    /** Those of a user or of the root user, by their ids. */
    static List<UserCertificate> of(Snapshot snapshot, Call call, String userId) {
        return rows(call).rows(snapshot, Range.prefix(userId)).values();
    }

    private static UserCertificate existing(Snapshot snapshot, Call call, KeyOwner owner, String id) {
        return rows(call)
                .get(snapshot, new HeldKey(owner.id(), id))
                .orElseThrow(() -> IamErrors.missing("The Certificate with id " + id + " cannot be found."));
    }

    private static void put(Tx tx, Call call, UserCertificate certificate) {
        rows(call).put(tx, new HeldKey(certificate.userId(), certificate.id()), certificate);
    }
}
