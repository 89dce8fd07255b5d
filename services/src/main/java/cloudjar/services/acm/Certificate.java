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
 * @param failure why it was not issued, or not renewed
 * @param status as it was written last: what has expired is told from its dates
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
        @Nullable String failure) {
    static final String AMAZON_ISSUED = "AMAZON_ISSUED";
    static final String IMPORTED = "IMPORTED";
    static final String PRIVATE = "PRIVATE";

    enum Status {
        PENDING_VALIDATION,
        ISSUED,
        EXPIRED,
        REVOKED,
        FAILED
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
     */
    record Request(
            String method,
            String keyAlgorithm,
            Map<String, String> validationDomains,
            @Nullable String token,
            @Nullable String authority) {}

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

    Certificate issued(Issue made) {
        return new Certificate(
                id,
                account,
                region,
                domain,
                names,
                type,
                created,
                Status.ISSUED,
                options,
                request,
                made,
                exported,
                tags,
                null);
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
                null);
    }

    Certificate with(Options changed) {
        return new Certificate(
                id, account, region, domain, names, type, created, status, changed, request, issue, exported, tags,
                failure);
    }

    Certificate with(Status changed) {
        return new Certificate(
                id, account, region, domain, names, type, created, changed, options, request, issue, exported, tags,
                failure);
    }

    Certificate tagged(Map<String, String> changed) {
        return new Certificate(
                id, account, region, domain, names, type, created, status, options, request, issue, exported, changed,
                failure);
    }

    Certificate markedExported() {
        return new Certificate(
                id, account, region, domain, names, type, created, status, options, request, issue, true, tags,
                failure);
    }

    boolean isPrivate() {
        return type.equals(PRIVATE);
    }

    /** A certificate that could not be issued, or renewed: then what there was stays. */
    Certificate failed(String reason) {
        return new Certificate(
                id,
                account,
                region,
                domain,
                names,
                type,
                created,
                issue == null ? Status.FAILED : status,
                options,
                request,
                issue,
                exported,
                tags,
                reason);
    }
}
