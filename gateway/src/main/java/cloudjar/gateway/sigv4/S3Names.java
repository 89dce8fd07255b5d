package cloudjar.gateway.sigv4;

import java.util.Set;

/** The signing names of services that sign as S3 does: paths escaped once, content that need not be signed. */
final class S3Names {
    private static final Set<String> NAMES = Set.of("s3", "s3-object-lambda", "s3-outposts", "s3express");

    private S3Names() {}

    static boolean has(String signingName) {
        return NAMES.contains(signingName);
    }
}
