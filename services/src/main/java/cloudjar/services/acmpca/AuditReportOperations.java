package cloudjar.services.acmpca;

import cloudjar.api.acmpca.AuditReports;
import cloudjar.api.acmpca.CreateCertificateAuthorityAuditReportRequest;
import cloudjar.api.acmpca.CreateCertificateAuthorityAuditReportResponse;
import cloudjar.api.acmpca.DescribeCertificateAuthorityAuditReportRequest;
import cloudjar.api.acmpca.DescribeCertificateAuthorityAuditReportResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.services.acmpca.AcmPcaTables.Issued;
import cloudjar.services.acmpca.AcmPcaTables.PartKey;
import cloudjar.services.acmpca.AcmPcaTables.Report;
import java.util.List;
import java.util.Locale;

/** Reports of all that an authority issued, in a bucket. */
final class AuditReportOperations implements AuditReports {
    /** So many certificates are held in memory for a report; AWS reports up to 100 million. */
    private static final int REPORTED_MAX = 100_000;

    private final ReportBucket buckets;

    AuditReportOperations(ReportBucket buckets) {
        this.buckets = buckets;
    }

    @Override
    public CreateCertificateAuthorityAuditReportResponse createCertificateAuthorityAuditReport(
            CreateCertificateAuthorityAuditReportRequest in, Call call) {
        Authority authority =
                call.read(snapshot -> AuthorityForms.findLive(snapshot, in.certificateAuthorityArn(), call));
        if (authority.certificate() == null) {
            throw AcmPcaErrors.state(authority);
        }
        List<Issued> issued = call.read(snapshot -> AcmPcaTables.of(authority)
                .issued
                .rows(snapshot, Range.prefix(Key.of(authority.id())).limit(REPORTED_MAX + 1))
                .toList()
                .stream()
                .map(Row::value)
                .toList());
        if (issued.size() > REPORTED_MAX) {
            throw AcmPcaErrors.tooManyIssued(REPORTED_MAX);
        }
        boolean json = in.auditReportResponseFormat().equals("JSON");
        String text = json ? AuditReport.json(authority, issued) : AuditReport.csv(authority, issued);
        String id = call.world().ids().uuid();
        String key = "audit-report/" + authority.id() + "/" + id + "."
                + in.auditReportResponseFormat().toLowerCase(Locale.ROOT);
        buckets.put(
                authority,
                in.s3BucketName(),
                new ReportBucket.File(
                        key, json ? "application/json" : "text/csv", "bucket-owner-full-control", Bytes.ofUtf8(text)),
                call);
        boolean unused = call.write(tx -> {
            AcmPcaTables.of(authority)
                    .reports
                    .put(tx, new PartKey(authority.id(), id), new Report(in.s3BucketName(), key, call.time()));
            return true;
        });
        return CreateCertificateAuthorityAuditReportResponse.builder()
                .auditReportId(id)
                .s3Key(key)
                .build();
    }

    @Override
    public DescribeCertificateAuthorityAuditReportResponse describeCertificateAuthorityAuditReport(
            DescribeCertificateAuthorityAuditReportRequest in, Call call) {
        Report report = call.read(snapshot -> {
            Authority authority = AuthorityForms.findLive(snapshot, in.certificateAuthorityArn(), call);
            return AcmPcaTables.of(authority)
                    .reports
                    .get(snapshot, new PartKey(authority.id(), in.auditReportId()))
                    .orElseThrow(() -> AcmPcaErrors.noReport(in.auditReportId()));
        });
        return DescribeCertificateAuthorityAuditReportResponse.builder()
                .auditReportStatus("SUCCESS")
                .s3BucketName(report.bucket())
                .s3Key(report.key())
                .createdAt(report.created())
                .build();
    }
}
