package cloudjar.gateway.sigv4;

import org.jspecify.annotations.Nullable;

/**
 * What a signature is good for, as it stands behind the access key.
 *
 * @param date {@code yyyyMMdd}
 * @param region null for 4A, whose signatures hold in several
 * @param service the signing name
 */
record CredentialScope(String text, String date, @Nullable String region, String service) {
    /** Reads {@code date/region/service/aws4_request}, or {@code date/service/aws4_request}. */
    static CredentialScope of(String text, @Nullable String region, String service) {
        int slash = text.indexOf('/');
        return new CredentialScope(text, slash < 0 ? text : text.substring(0, slash), region, service);
    }

    /** Whether the signature is one of 4A. */
    boolean manyRegions() {
        return region == null;
    }
}
