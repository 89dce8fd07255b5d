package cloudjar.services.acm;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.vault.Secret;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A certificate, or the request for one.
 *
 * @param names the domain name and the others, in order
 * @param type AMAZON_ISSUED, PRIVATE or IMPORTED
 * @param request what was asked for; null for one that was imported
 * @param issue what was issued or imported; null while it is not
 * @param exported since it was issued or renewed last
 * @param failure why it was not issued
 * @param status as it was written last: what has expired is told from its dates
 * @param renewal what became of the last attempt to renew it; null before the first
 */
record Certificate(
        String id,
        String account,
        String region,
        String domain,
        List<String> names,
        String type,
        Instant created,
        Status status,
        Options options,
        @Nullable Request request,
        @Nullable Issue issue,
        boolean exported,
        Map<String, String> tags,
        @Nullable String failure,
        @Nullable Renewal renewal) {
    static final String AMAZON_ISSUED = "AMAZON_ISSUED";
    static final String IMPORTED = "IMPORTED";
    static final String PRIVATE = "PRIVATE";

    enum Status {
        PENDING_VALIDATION,
        ISSUED,
        EXPIRED,
        REVOKED,
        FAILED,
        VALIDATION_TIMED_OUT
    }

    /**
     * What can be chosen.
     *
     * @param logged whether it is in transparency logs, were there any
     * @param exportable whether its key can be had
     */
    record Options(boolean logged, boolean exportable) {}

    /**
     * A request.
     *
     * @param method DNS or EMAIL
     * @param validationDomains where mails go, by the name that they are about
     * @param authority the ARN of the private authority that issues it; null where Amazon does
     * @param validated the names that were shown to be the owner's, while others are not
     */
    record Request(
            String method,
            String keyAlgorithm,
            Map<String, String> validationDomains,
            @Nullable String token,
            @Nullable String authority,
            List<String> validated) {
        Request {
            validated = List.copyOf(validated);
        }

        Request validated(List<String> names) {
            return new Request(method, keyAlgorithm, validationDomains, token, authority, names);
        }
    }

    /**
     * An attempt to renew a certificate.
     *
     * @param status such as PENDING_VALIDATION
     * @param reason why it failed
     * @param validated the names that were shown to be the owner's
     * @param updated when it was made
     */
    record Renewal(String status, @Nullable String reason, List<String> validated, Instant updated) {
        static final String PENDING_VALIDATION = "PENDING_VALIDATION";
        static final String SUCCESS = "SUCCESS";
        static final String FAILED = "FAILED";

        Renewal {
            validated = List.copyOf(validated);
        }
    }

    /**
     * A certificate that is there.
     *
     * @param content in DER
     * @param chain in DER, the issuer's first
     * @param key in PKCS #8
     * @param at when it was issued or imported
     */
    record Issue(Bytes content, List<Bytes> chain, Secret key, Instant at) {
        Issue {
            chain = List.copyOf(chain);
        }
    }

    Certificate {
        names = List.copyOf(names);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    String arn() {
        return Arn.of("acm", region, account, "certificate/" + id).toString();
    }

    boolean isImported() {
        return type.equals(IMPORTED);
    }

    boolean isPrivate() {
        return type.equals(PRIVATE);
    }

    /** A certificate that was issued, or issued anew. */
    Certificate issued(Issue made) {
        return with(
                Status.ISSUED,
                request,
                made,
                false,
                null,
                issue == null ? null : new Renewal(Renewal.SUCCESS, null, names, made.at()));
    }

    /** An import in place of another. */
    Certificate imported(String main, List<String> all, Issue made) {
        return new Certificate(
                id,
                account,
                region,
                main,
                all,
                type,
                created,
                Status.ISSUED,
                options,
                request,
                made,
                exported,
                tags,
                null,
                null);
    }

    Certificate with(Options changed) {
        return new Certificate(
                id, account, region, domain, names, type, created, status, changed, request, issue, exported, tags,
                failure, renewal);
    }

    Certificate tagged(Map<String, String> changed) {
        return new Certificate(
                id, account, region, domain, names, type, created, status, options, request, issue, exported, changed,
                failure, renewal);
    }

    Certificate with(Request changed) {
        return with(status, changed, issue, exported, failure, renewal);
    }

    Certificate with(Renewal changed) {
        return with(status, request, issue, exported, failure, changed);
    }

    Certificate markedExported() {
        return with(status, request, issue, true, failure, renewal);
    }

    /** A request that came to nothing, for a reason that is shown. */
    Certificate failed(String reason) {
        return with(Status.FAILED, request, issue, exported, reason, renewal);
    }

    /** A request whose names were not shown to be the owner's in time. */
    Certificate timedOut() {
        return with(Status.VALIDATION_TIMED_OUT, request, issue, exported, failure, renewal);
    }

    private Certificate with(
            Status newStatus,
            @Nullable Request newRequest,
            @Nullable Issue newIssue,
            boolean isExported,
            @Nullable String newFailure,
            @Nullable Renewal newRenewal) {
        return new Certificate(
                id,
                account,
                region,
                domain,
                names,
                type,
                created,
                newStatus,
                options,
                newRequest,
                newIssue,
                isExported,
                tags,
                newFailure,
                newRenewal);
    }
}
