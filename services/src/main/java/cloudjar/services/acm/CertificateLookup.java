package cloudjar.services.acm;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;

/** Finds certificates by their ARNs. */
final class CertificateLookup {
    private static final String PREFIX = "certificate/";

    private CertificateLookup() {}

    static Certificate find(Snapshot snapshot, String text, Call call) {
        Arn arn = Arn.parse(text)
                .filter(parsed ->
                        parsed.service().equals("acm") && parsed.resource().startsWith(PREFIX))
                .orElseThrow(() -> AcmErrors.arn(text));
        if (!arn.account().equals(call.account()) || !arn.region().equals(call.region())) {
            throw AcmErrors.notFound(text, call.account());
        }
        return AcmTables.in(call.account(), call.region())
                .certificates
                .get(snapshot, arn.resource().substring(PREFIX.length()))
                .orElseThrow(() -> AcmErrors.notFound(text, call.account()));
    }

    /** The certificate with what was issued. */
    static Certificate findIssued(Snapshot snapshot, String text, Call call) {
        Certificate certificate = find(snapshot, text, call);
        if (certificate.issue() == null) {
            throw AcmErrors.pending(text);
        }
        return certificate;
    }
}
