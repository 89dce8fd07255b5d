package cloudjar.gateway.sigv4;

import cloudjar.gateway.stage.Admitted;
import cloudjar.gateway.stage.Claim;
import cloudjar.gateway.stage.Resolved;
import cloudjar.gateway.stage.SignedContent;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.sigv4.Sha256;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.chunked.ChunkVerifier;
import cloudjar.protocols.chunked.StreamingPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what a request says of who signed it with what that one's secret makes of it. Thread-safe. */
public final class SignatureVerifier {
    /**
     * Services beside S3 whose resources' policies can let unsigned callers in.
     *
     * @see <a href=
     *     "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-sqs-policies.html">"Grant
     *     all users permission to all queues"; Amazon SNS has the same</a>
     */
    private static final Set<String> BY_POLICY = Set.of("sqs", "sns");

    private static final Duration SKEW_MAX = Duration.ofMinutes(15);
    private static final long PRESIGNED_SECONDS_MAX = Duration.ofDays(7).toSeconds();
    private static final String CONTENT_SHA_256 = "x-amz-content-sha256";
    private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    /** Where requests carry the token of a temporary key; the second is for sessions with directory buckets. */
    private static final List<String> TOKENS = List.of("X-Amz-Security-Token", "X-Amz-S3session-Token");

    private final SigningKeys keys = new SigningKeys();

    /**
     * Takes a request or refuses it.
     *
     * @param credential the claimed access key's; null where nobody has that key
     * @param now by the clock of the request's world
     * @return what is left to be compared when the content comes
     * @throws CommonException the refusal, in the words of the request's service
     */
    public SignedContent verify(Resolved resolved, @Nullable Credential credential, Instant now) throws IOException {
        return switch (resolved.admitted().claim()) {
            case Claim.Version4 claim -> verify(resolved, claim, credential, now);
            case Claim.Version2 claim -> throw Refusals.version2();
            case Claim.Anonymous claim -> anonymous(resolved);
            case Claim.Malformed claim -> throw new Refusals(resolved).missing();
        };
    }

    /** Some services decide by policy what they let nobody in particular do; elsewhere the model says what need not be signed. */
    private static SignedContent anonymous(Resolved resolved) {
        OperationSchema operation = resolved.operation();
        String service = operation.service().facts().signingName();
        if (S3Names.has(service) || BY_POLICY.contains(service) || operation.has(OperationSchema.UNSIGNED)) {
            return SignedContent.NONE;
        }
        throw new Refusals(resolved).missing();
    }

    private SignedContent verify(Resolved resolved, Claim.Version4 claim, @Nullable Credential credential, Instant now)
            throws IOException {
        Refusals refusals = new Refusals(resolved);
        if (credential == null || !credential.active()) {
            throw refusals.unknownKey(claim.accessKey());
        }
        Admitted admitted = resolved.admitted();
        SignedQuery query = SignedQuery.of(admitted, claim);
        CredentialScope scope = CredentialScope.of(claim.scope(), claim.region(), claim.service());
        Instant signed = SigningTime.of(admitted.request(), query).orElseThrow(refusals::dateMissing);
        String time = SigningTime.text(signed);
        if (!time.startsWith(scope.date()) || scope.date().length() != 8) {
            throw refusals.otherDay(scope.date(), time);
        }
        checkTime(claim, query, signed, now, refusals);
        checkToken(admitted.request(), query, credential, now, refusals);

        boolean s3 = S3Names.has(claim.service());
        String payload = payload(admitted.request(), query, claim, s3);
        CanonicalRequest canonical = CanonicalRequest.of(admitted, claim, s3, payload);
        String algorithm = scope.manyRegions() ? ManyRegionsKey.LABEL : "AWS4-HMAC-SHA256";
        String stringToSign = algorithm + "\n" + time + "\n" + scope.text() + "\n" + Sha256.hex(canonical.text());
        ChunkSignatures.Check check = check(credential, scope);
        if (!check.right(stringToSign, claim.signature())) {
            throw refusals.wrongSignature(claim.accessKey(), claim.signature(), stringToSign, canonical.text());
        }
        if (!canonical.unsigned().isEmpty() && (s3 || canonical.unsigned().contains("host"))) {
            throw refusals.unsigned(canonical.unsigned());
        }
        StreamingPayload streaming = StreamingPayload.of(payload);
        if (streaming != null && streaming.signed()) {
            return new SignedContent(new ChunkSignatures(algorithm, time, scope, claim.signature(), check), null);
        }
        return s3 && isHash(payload) ? new SignedContent(ChunkVerifier.NONE, payload) : SignedContent.NONE;
    }

    private ChunkSignatures.Check check(Credential credential, CredentialScope scope) {
        if (scope.manyRegions()) {
            return keys.ofManyRegions(credential)::signed;
        }
        byte[] key = keys.key(credential.secret(), scope);
        return (text, signature) -> MessageDigest.isEqual(
                HexFormat.of().formatHex(Sha256.mac(key, text)).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    private static void checkTime(
            Claim.Version4 claim, SignedQuery query, Instant signed, Instant now, Refusals refusals) {
        if (!claim.presigned()) {
            if (Duration.between(signed, now).abs().compareTo(SKEW_MAX) > 0) {
                throw refusals.skewed(signed, now, SKEW_MAX);
            }
            return;
        }
        long seconds = seconds(query.value("X-Amz-Expires"), refusals);
        Instant end = signed.plusSeconds(seconds);
        if (now.isAfter(end)) {
            throw refusals.expired(end, seconds, now);
        }
        if (signed.isAfter(now.plus(SKEW_MAX))) {
            throw refusals.skewed(signed, now, SKEW_MAX);
        }
    }

    private static long seconds(@Nullable String text, Refusals refusals) {
        long seconds;
        try {
            // AWS's other services take URLs without it for a quarter of an hour.
            seconds = text == null ? SKEW_MAX.toSeconds() : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refusals.duration("X-Amz-Expires should be a number");
        }
        if (seconds < 0) {
            throw refusals.duration("X-Amz-Expires must be non-negative");
        }
        if (seconds > PRESIGNED_SECONDS_MAX) {
            throw refusals.duration(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
                            + " must be less than " + PRESIGNED_SECONDS_MAX + " seconds");
        }
        return seconds;
    }

    private static @Nullable String token(HttpRequest request, SignedQuery query) {
        for (String name : TOKENS) {
            String header = request.header(name);
            String sent = header == null ? query.value(name) : header;
            if (sent != null) {
                return sent;
            }
        }
        return null;
    }

    private static void checkToken(
            HttpRequest request, SignedQuery query, Credential credential, Instant now, Refusals refusals) {
        String sent = token(request, query);
        String token = credential.sessionToken();
        if (token != null && sent == null) {
            // A temporary key without its token is nobody's.
            throw refusals.unknownKey(credential.accessKeyId());
        }
        boolean right = token == null
                ? sent == null
                : sent != null
                        && MessageDigest.isEqual(
                                token.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
        if (!right) {
            throw refusals.wrongToken(credential.accessKeyId());
        }
        Instant expires = credential.expires();
        if (expires != null && !now.isBefore(expires)) {
            throw refusals.expiredToken();
        }
    }

    /** The hash of the content, or what stands for it. */
    private static String payload(HttpRequest request, SignedQuery query, Claim.Version4 claim, boolean s3)
            throws IOException {
        String said = request.header(CONTENT_SHA_256);
        if (said == null) {
            said = query.value("X-Amz-Content-Sha256");
        }
        if (said != null && (s3 || !isHash(said))) {
            return said;
        }
        if (s3 && claim.presigned()) {
            return UNSIGNED_PAYLOAD;
        }
        return Sha256.hex(request.bytes());
    }

    private static boolean isHash(String text) {
        if (text.length() != 64) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
