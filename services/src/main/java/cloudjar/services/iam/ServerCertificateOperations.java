package cloudjar.services.iam;

import cloudjar.api.iam.DeleteServerCertificateRequest;
import cloudjar.api.iam.DeleteServerCertificateResponse;
import cloudjar.api.iam.GetServerCertificateRequest;
import cloudjar.api.iam.GetServerCertificateResponse;
import cloudjar.api.iam.ListServerCertificateTagsRequest;
import cloudjar.api.iam.ListServerCertificateTagsResponse;
import cloudjar.api.iam.ListServerCertificatesRequest;
import cloudjar.api.iam.ListServerCertificatesResponse;
import cloudjar.api.iam.ServerCertificate;
import cloudjar.api.iam.ServerCertificateMetadata;
import cloudjar.api.iam.ServerCertificates;
import cloudjar.api.iam.Tag;
import cloudjar.api.iam.TagServerCertificateRequest;
import cloudjar.api.iam.TagServerCertificateResponse;
import cloudjar.api.iam.UntagServerCertificateRequest;
import cloudjar.api.iam.UntagServerCertificateResponse;
import cloudjar.api.iam.UpdateServerCertificateRequest;
import cloudjar.api.iam.UpdateServerCertificateResponse;
import cloudjar.api.iam.UploadServerCertificateRequest;
import cloudjar.api.iam.UploadServerCertificateResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.security.cert.X509Certificate;
import java.util.Objects;

/** Server certificates. */
final class ServerCertificateOperations implements ServerCertificates {
    private static final int ID_CHANCE = 17;

    @Override
    public UploadServerCertificateResponse uploadServerCertificate(UploadServerCertificateRequest in, Call call) {
        X509Certificate certificate = CertificateText.certificate(in.certificateBody());
        CertificateText.checkKey(certificate, in.privateKey());
        if (in.certificateChain() != null) {
            CertificateText.checkChain(certificate, in.certificateChain());
        }
        StoredCertificate stored = new StoredCertificate(
                in.serverCertificateName(),
                Paths.of(in.path()),
                StoredCertificate.idOf(call.world().ids().base32(ID_CHANCE)),
                text(in),
                call.time(),
                certificate.getNotAfter().toInstant(),
                Tags.of(in.tags()));
        return call.write(tx -> {
            var rows = rows(call);
            refuseTaken(tx, call, stored.name());
            if (rows.count(tx) >= IamLimits.SERVER_CERTIFICATES.current()) {
                throw IamErrors.quota("ServerCertificatesPerAccount", IamLimits.SERVER_CERTIFICATES);
            }
            put(tx, call, stored);
            return UploadServerCertificateResponse.builder()
                    .serverCertificateMetadata(stored.metadata(call))
                    .tags(stored.tags().isEmpty() ? null : Tags.shown(stored.tags()))
                    .build();
        });
    }

    /** Without the ends of their last lines, which AWS does not show: Terraform finds them changed otherwise. */
    private static StoredCertificate.Text text(UploadServerCertificateRequest in) {
        String chain = in.certificateChain();
        return new StoredCertificate.Text(
                in.certificateBody().strip(), chain == null ? null : chain.strip(), in.privateKey());
    }

    private static void refuseTaken(Snapshot snapshot, Call call, String name) {
        if (rows(call).contains(snapshot, IamTables.fold(name))) {
            throw IamErrors.exists("The Server Certificate with name " + name + " already exists.");
        }
    }

    private static ScopedTable<String, StoredCertificate> rows(Call call) {
        return IamTables.SERVER_CERTIFICATES.in(Scope.account(call.account()));
    }

    private static StoredCertificate named(Snapshot snapshot, Call call, String name) {
        return rows(call)
                .get(snapshot, IamTables.fold(name))
                .orElseThrow(() -> IamErrors.missing("The Server Certificate with name " + name + " cannot be found."));
    }

    private static void put(Tx tx, Call call, StoredCertificate certificate) {
        rows(call).put(tx, IamTables.fold(certificate.name()), certificate);
    }

    @Override
    public GetServerCertificateResponse getServerCertificate(GetServerCertificateRequest in, Call call) {
        StoredCertificate found = call.read(snapshot -> named(snapshot, call, in.serverCertificateName()));
        return GetServerCertificateResponse.builder()
                .serverCertificate(ServerCertificate.builder()
                        .serverCertificateMetadata(found.metadata(call))
                        .certificateBody(found.text().body())
                        .certificateChain(found.text().chain())
                        .tags(Tags.shown(found.tags()))
                        .build())
                .build();
    }

    @Override
    public ListServerCertificatesResponse listServerCertificates(ListServerCertificatesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListServerCertificates" + in.pathPrefix());
        Page<ServerCertificateMetadata> found = call.read(snapshot -> Page.of(
                        rows(call),
                        snapshot,
                        Range.all(),
                        asked,
                        certificate -> Paths.under(certificate.path(), in.pathPrefix())))
                .map(certificate -> certificate.metadata(call));
        return ListServerCertificatesResponse.builder()
                .serverCertificateMetadataList(found.items())
                .isTruncated(found.next().isPresent())
                .marker(found.next().orElse(null))
                .build();
    }

    @Override
    public UpdateServerCertificateResponse updateServerCertificate(UpdateServerCertificateRequest in, Call call) {
        return call.write(tx -> {
            StoredCertificate old = named(tx, call, in.serverCertificateName());
            String name = Objects.requireNonNullElse(in.newServerCertificateName(), old.name());
            String path = Objects.requireNonNullElse(in.newPath(), old.path());
            if (!IamTables.fold(name).equals(IamTables.fold(old.name()))) {
                refuseTaken(tx, call, name);
                rows(call).delete(tx, IamTables.fold(old.name()));
            }
            put(tx, call, old.renamed(name, path));
            return UpdateServerCertificateResponse.of();
        });
    }

    @Override
    public DeleteServerCertificateResponse deleteServerCertificate(DeleteServerCertificateRequest in, Call call) {
        return call.write(tx -> {
            StoredCertificate found = named(tx, call, in.serverCertificateName());
            rows(call).delete(tx, IamTables.fold(found.name()));
            return DeleteServerCertificateResponse.of();
        });
    }

    @Override
    public TagServerCertificateResponse tagServerCertificate(TagServerCertificateRequest in, Call call) {
        return call.write(tx -> {
            StoredCertificate found = named(tx, call, in.serverCertificateName());
            put(tx, call, found.withTags(Tags.with(found.tags(), in.tags())));
            return TagServerCertificateResponse.of();
        });
    }

    @Override
    public UntagServerCertificateResponse untagServerCertificate(UntagServerCertificateRequest in, Call call) {
        return call.write(tx -> {
            StoredCertificate found = named(tx, call, in.serverCertificateName());
            put(tx, call, found.withTags(Tags.without(found.tags(), in.tagKeys())));
            return UntagServerCertificateResponse.of();
        });
    }

    @Override
    public ListServerCertificateTagsResponse listServerCertificateTags(ListServerCertificateTagsRequest in, Call call) {
        String name = in.serverCertificateName();
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListServerCertificateTags" + name);
        Page<Tag> tags =
                call.read(snapshot -> Tags.list(named(snapshot, call, name).tags(), asked));
        return ListServerCertificateTagsResponse.builder()
                .tags(tags.items())
                .isTruncated(tags.next().isPresent())
                .marker(tags.next().orElse(null))
                .build();
    }
}
