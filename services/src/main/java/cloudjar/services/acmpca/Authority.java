package cloudjar.services.acmpca;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.vault.Secret;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority.
 *
 * @param mode GENERAL_PURPOSE or SHORT_LIVED_CERTIFICATE
 * @param keys its kind of key and how it signs
 * @param subject its name, in DER
 * @param publicKey in X.509's form
 * @param key in PKCS #8
 * @param certificate its own, in DER; null while it has none
 * @param chain what stands above it, in DER
 * @param restorableUntil null unless it is deleted
 * @param revocation how it tells what it revoked; null where it does not
 */
record Authority(
        String id,
        String account,
        String region,
        String type,
        String mode,
        Keys keys,
        Bytes subject,
        Bytes publicKey,
        Secret key,
        Status status,
        Instant created,
        Instant changed,
        @Nullable Bytes certificate,
        List<Bytes> chain,
        @Nullable Instant restorableUntil,
        @Nullable String policy,
        @Nullable String token,
        Map<String, String> tags,
        @Nullable Revocation revocation) {
    static final String ROOT = "ROOT";

    enum Status {
        PENDING_CERTIFICATE,
        ACTIVE,
        DISABLED,
        DELETED
    }

    /** @param names what the subject consists of, by the names that the API gives them */
    record Keys(String algorithm, String signing, Map<String, String> names) {}

    Authority {
        chain = List.copyOf(chain);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    String arn() {
        return Arn.of("acm-pca", region, account, "certificate-authority/" + id).toString();
    }

    Authority installed(Bytes own, List<Bytes> above, Instant now) {
        return new Authority(
                id,
                account,
                region,
                type,
                mode,
                keys,
                subject,
                publicKey,
                key,
                Status.ACTIVE,
                created,
                now,
                own,
                above,
                restorableUntil,
                policy,
                token,
                tags,
                revocation);
    }

    Authority with(Status changedTo, @Nullable Instant until, Instant now) {
        return new Authority(
                id,
                account,
                region,
                type,
                mode,
                keys,
                subject,
                publicKey,
                key,
                changedTo,
                created,
                now,
                certificate,
                chain,
                until,
                policy,
                token,
                tags,
                revocation);
    }

    Authority withPolicy(@Nullable String document) {
        return new Authority(
                id,
                account,
                region,
                type,
                mode,
                keys,
                subject,
                publicKey,
                key,
                status,
                created,
                changed,
                certificate,
                chain,
                restorableUntil,
                document,
                token,
                tags,
                revocation);
    }

    Authority tagged(Map<String, String> with) {
        return new Authority(
                id,
                account,
                region,
                type,
                mode,
                keys,
                subject,
                publicKey,
                key,
                status,
                created,
                changed,
                certificate,
                chain,
                restorableUntil,
                policy,
                token,
                with,
                revocation);
    }

    Authority with(@Nullable Revocation changedTo) {
        return new Authority(
                id,
                account,
                region,
                type,
                mode,
                keys,
                subject,
                publicKey,
                key,
                status,
                created,
                changed,
                certificate,
                chain,
                restorableUntil,
                policy,
                token,
                tags,
                changedTo);
    }

    /** The lists that it puts into a bucket, where it does. */
    Optional<Revocation.Crl> lists() {
        return Optional.ofNullable(revocation).map(Revocation::crl).filter(Revocation.Crl::enabled);
    }

    /** How it can be asked about single certificates, where it can. */
    Optional<Revocation.Ocsp> answers() {
        return Optional.ofNullable(revocation).map(Revocation::ocsp).filter(Revocation.Ocsp::enabled);
    }
}
