package cloudjar.services.acmpca;

import cloudjar.kernel.json.Json;
import cloudjar.services.acmpca.AcmPcaTables.Issued;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of what was issued.
 *
 * @see <a href="https://docs.aws.amazon.com/privateca/latest/userguide/PcaAuditReport.html">Audit reports</a>
 */
final class AuditReport {
    private static final List<String> COLUMNS = List.of(
            "awsAccountId",
            "requestedByServicePrincipal",
            "certificateArn",
            "serial",
            "subject",
            "notBefore",
            "notAfter",
            "issuedAt",
            "revokedAt",
            "revocationReason",
            "templateArn");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx", Locale.ROOT).withZone(ZoneOffset.UTC);

    private AuditReport() {}

    static String json(Authority authority, List<Issued> issued) {
        return Json.write(issued.stream().map(one -> row(authority, one)).toList());
    }

    static String csv(Authority authority, List<Issued> issued) {
        StringBuilder out = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (Issued one : issued) {
            Map<String, String> row = row(authority, one);
            out.append(COLUMNS.stream()
                            .map(column -> cell(row.getOrDefault(column, "")))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return out.toString();
    }

    private static String cell(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** What is known of a certificate, by column. */
    private static Map<String, String> row(Authority authority, Issued issued) {
        X509CertificateHolder certificate = CertificateMaker.holder(issued.content());
        Map<String, String> row = new LinkedHashMap<>();
        row.put("awsAccountId", authority.account());
        put(row, "requestedByServicePrincipal", issued.service());
        row.put("certificateArn", authority.arn() + "/certificate/" + issued.serial());
        row.put(
                "serial",
                HexFormat.ofDelimiter(":")
                        .formatHex(certificate.getSerialNumber().toByteArray()));
        row.put("subject", certificate.getSubject().toString());
        row.put("notBefore", time(certificate.getNotBefore().toInstant()));
        row.put("notAfter", time(certificate.getNotAfter().toInstant()));
        row.put("issuedAt", time(issued.created()));
        Instant revoked = issued.revoked();
        put(row, "revokedAt", revoked == null ? null : time(revoked));
        put(row, "revocationReason", issued.reason());
        put(
                row,
                "templateArn",
                issued.template() == null ? null : "arn:aws:acm-pca:::template/" + issued.template() + "/V1");
        return row;
    }

    private static void put(Map<String, String> row, String column, @Nullable String value) {
        if (value != null) {
            row.put(column, value);
        }
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
