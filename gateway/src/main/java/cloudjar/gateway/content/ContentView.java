package cloudjar.gateway.content;

import cloudjar.gateway.stage.SignedContent;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.CommonException;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.checksums.ChecksumInputStream;
import cloudjar.protocols.checksums.ExpectedChecksum;
import cloudjar.protocols.chunked.AwsChunkedInputStream;
import cloudjar.protocols.chunked.ContentCodings;
import cloudjar.protocols.chunked.GunzippedInputStream;
import cloudjar.protocols.chunked.StreamingPayload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A request as a protocol may see it: the body is the content itself, and the headers say so. Content is compared with its
 * checksums where it ends, so whoever reads all of it has verified it.
 */
public final class ContentView implements HttpRequest {
    private static final String ENCODING = "Content-Encoding";
    private static final String CONTENT_SHA_256 = "x-amz-content-sha256";
    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";
    private static final String TRAILER = "x-amz-trailer";

    private final HttpRequest inner;
    private final @Nullable StreamingPayload chunks;
    private final boolean gzipped;
    private final Set<ChecksumAlgorithm> checked;
    private final @Nullable String encoding;
    private final long length;
    private final SignedContent signed;
    private final int sizeMax;
    private byte @Nullable [] whole;

    private ContentView(
            HttpRequest inner,
            @Nullable StreamingPayload chunks,
            ContentCodings codings,
            Reading reading,
            SignedContent signed,
            int sizeMax) {
        this.inner = inner;
        this.chunks = chunks;
        this.gzipped = reading.unzip() && codings.gzipped();
        this.checked = reading.checked();
        this.encoding = gzipped ? withoutGzip(codings) : codings.ofContent();
        this.length = gzipped ? -1 : chunks == null ? inner.contentLength() : decodedLength(inner);
        this.signed = signed;
        this.sizeMax = sizeMax;
    }

    /**
     * What is done to a body.
     *
     * @param unzip whether gzip is undone; otherwise it belongs to the content, as S3 keeps it
     * @param checked the checksums in headers that are compared here: the others are the service's to compare, which
     *     sees them and the whole content. Those in trailers, which only we see, are compared here wherever there are any
     */
    public record Reading(boolean unzip, Set<ChecksumAlgorithm> checked) {
        public Reading {
            checked = Set.copyOf(checked);
        }
    }

    /**
     * The request with its content bare; the request itself where there is nothing to undo.
     *
     * @param signed what was signed of the body
     * @param sizeMax the longest content that {@link #bytes()} returns
     * @throws CommonException where a body in chunks does not say how long its content is
     */
    public static HttpRequest of(HttpRequest request, Reading reading, SignedContent signed, int sizeMax) {
        if (request instanceof ContentView) {
            return request;
        }
        String header = request.header(ENCODING);
        String sha256 = request.header(CONTENT_SHA_256);
        StreamingPayload chunks =
                sha256 != null && sha256.startsWith("STREAMING-") ? StreamingPayload.of(sha256) : null;
        ContentCodings codings = ContentCodings.parse(header);
        if (chunks == null && codings.awsChunked()) {
            chunks = StreamingPayload.UNSIGNED_TRAILER;
        }
        boolean plain =
                signed.sha256() == null && chunks == null && header == null && !hasChecksum(request, reading.checked());
        return plain ? request : new ContentView(request, chunks, codings, reading, signed, sizeMax);
    }

    private static boolean hasChecksum(HttpRequest request, Set<ChecksumAlgorithm> algorithms) {
        for (ChecksumAlgorithm algorithm : algorithms) {
            if (request.header(algorithm.header()) != null) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String withoutGzip(ContentCodings codings) {
        String left = codings.ofContent();
        int comma = left == null ? -1 : left.lastIndexOf(',');
        return left == null || comma < 0 ? null : left.substring(0, comma);
    }

    private static long decodedLength(HttpRequest request) {
        String text = request.header(DECODED_LENGTH);
        if (text == null || text.isEmpty() || text.length() > 18) {
            throw ContentErrors.lengthMissing();
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw ContentErrors.lengthMissing();
            }
        }
        return Long.parseLong(text);
    }

    @Override
    public InputStream body() throws IOException {
        if (whole != null) {
            return new ByteArrayInputStream(whole);
        }
        String sha256 = signed.sha256();
        InputStream in = sha256 == null ? inner.body() : new SignedInputStream(inner.body(), sha256);
        AwsChunkedInputStream chunked = null;
        List<String> trailers = List.of();
        if (chunks != null) {
            trailers = trailers();
            in = chunked = new AwsChunkedInputStream(in, chunks, decodedLength(inner), trailers, signed.chunks());
        }
        List<ExpectedChecksum> expected = expected(trailers, chunked);
        if (!expected.isEmpty()) {
            in = new ChecksumInputStream(in, expected);
        }
        return gzipped ? new GunzippedInputStream(in) : in;
    }

    private List<String> trailers() {
        String header = inner.header(TRAILER);
        if (header == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (String name : header.split(",")) {
            names.add(name.strip().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private List<ExpectedChecksum> expected(List<String> trailers, @Nullable AwsChunkedInputStream chunked) {
        List<ExpectedChecksum> expected = new ArrayList<>();
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            String name = algorithm.header();
            String value = inner.header(name);
            if (value != null && checked.contains(algorithm)) {
                expected.add(ExpectedChecksum.ofHeader(algorithm, value));
            } else if (chunked != null && trailers.contains(name)) {
                expected.add(ExpectedChecksum.ofTrailer(algorithm, () -> chunked.trailer(name)));
            }
        }
        return expected;
    }

    @Override
    public byte[] bytes() throws IOException {
        byte[] known = whole;
        if (known == null) {
            if (length > sizeMax) {
                throw ContentErrors.tooLong(sizeMax);
            }
            InputStream in = body();
            known = in.readNBytes(sizeMax);
            // Asking for the end is what verifies, too.
            if (in.read() >= 0) {
                throw ContentErrors.tooLong(sizeMax);
            }
            whole = known;
        }
        return known;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public @Nullable String header(String name) {
        if (name.equalsIgnoreCase(ENCODING)) {
            return encoding;
        }
        return inner.header(name);
    }

    @Override
    public List<String> headers(String name) {
        if (name.equalsIgnoreCase(ENCODING)) {
            return encoding == null ? List.of() : List.of(encoding);
        }
        return inner.headers(name);
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> line) {
        inner.forEachHeader((name, value) -> {
            if (!name.equalsIgnoreCase(ENCODING)) {
                line.accept(name, value);
            }
        });
        if (encoding != null) {
            line.accept(ENCODING, encoding);
        }
    }

    @Override
    public String method() {
        return inner.method();
    }

    @Override
    public String rawPath() {
        return inner.rawPath();
    }

    @Override
    public @Nullable String rawQuery() {
        return inner.rawQuery();
    }
}
