package cloudjar.kernel.blob.s3;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.BlobHome;
import cloudjar.kernel.store.StoreFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Content in a bucket. Up to {@value #PART_BYTES} bytes are one request, more are an upload in parts; either way an object
 * appears whole or not at all. Numbers come from the time, so that several servers may share the bucket.
 *
 * <p>Where they do, nobody knows all who hold content: it is deleted when a server starts and finds it older than {@link
 * #UNHELD_MIN} and held by no world. An upload that a crash cut off stays until the bucket's own rule for such ends it.
 */
public final class S3Blobs implements BlobHome {
    /** How much of a content is in memory. */
    static final int PART_BYTES = 8 << 20;

    /** How long content may be there before the row that holds it is: longer than any upload takes. */
    static final Duration UNHELD_MIN = Duration.ofDays(1);

    /** When content that nobody holds is deleted. */
    private enum Deletion {
        /** At once: this server alone uses the bucket. */
        AT_ONCE,
        /** When a server starts: several share it. */
        AT_START
    }

    /** A number is the milliseconds since 1970, then a server's own bits, then a count. */
    private static final int NODE_BITS = 14;

    private static final int COUNT_BITS = 6;

    /** The status where there is an object of that name already. */
    private static final int TAKEN = 412;

    private static final Pattern KEY = Pattern.compile("<Key>[^<]*?([0-9a-f]{16})</Key>");
    private static final Pattern MORE = Pattern.compile("<NextContinuationToken>([^<]+)</NextContinuationToken>");
    private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]+)</UploadId>");

    private final S3Client client;
    private final String prefix;
    private final InstantSource time;
    private final Deletion deletion;
    private final LongPredicate heldAnywhere;
    private final long node;
    private final AtomicLong last = new AtomicLong();

    private S3Blobs(S3Address address, InstantSource time, long node, Deletion deletion, LongPredicate heldAnywhere) {
        this.client = new S3Client(address, time);
        this.prefix = address.prefix();
        this.time = time;
        this.deletion = deletion;
        this.heldAnywhere = heldAnywhere;
        this.node = node & ((1 << NODE_BITS) - 1);
    }

    /**
     * Content in a bucket, which is there and which no other server uses: what nobody holds any more is deleted at once.
     *
     * @param time the machine's
     * @param random any number
     * @throws StoreFailedException when the bucket cannot be used, with the reason
     */
    public static S3Blobs open(S3Address address, InstantSource time, long random) {
        return checked(new S3Blobs(address, time, random, Deletion.AT_ONCE, number -> false), address);
    }

    /**
     * Content in a bucket, which is there and which several servers use: what nobody holds any more is deleted when one of them
     * starts.
     *
     * @param time the machine's
     * @param random any number, another one in each server
     * @param heldAnywhere whether any world of any server holds the content of that number
     * @throws StoreFailedException when the bucket cannot be used, with the reason
     */
    public static S3Blobs openShared(S3Address address, InstantSource time, long random, LongPredicate heldAnywhere) {
        return checked(new S3Blobs(address, time, random, Deletion.AT_START, heldAnywhere), address);
    }

    private static S3Blobs checked(S3Blobs blobs, S3Address address) {
        try {
            blobs.client.text(
                    "GET", "", "list-type=2&max-keys=1&prefix=" + S3Client.encode(address.prefix()), new byte[0]);
            return blobs;
        } catch (IOException e) {
            blobs.close();
            throw new StoreFailedException(
                    StoreFailedException.Reason.UNREACHABLE,
                    "cannot keep content in " + address + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public Blob.Stored write(byte[] buffer, int filled, InputStream rest) throws IOException {
        byte[] part = new byte[PART_BYTES];
        System.arraycopy(buffer, 0, part, 0, filled);
        int count = filled + rest.readNBytes(part, filled, PART_BYTES - filled);
        if (count == PART_BYTES) {
            long number = next();
            return new Blob.Stored(number, upload(number, part, rest));
        }
        byte[] content = Arrays.copyOf(part, count);
        long number = next();
        while (!put(number, content)) {
            number = next();
        }
        return new Blob.Stored(number, count);
    }

    /** False where another server, or an earlier try whose answer was lost, has put content there. */
    private boolean put(long number, byte[] content) throws IOException {
        try {
            client.call("PUT", key(number), "", Map.of("if-none-match", "*"), content)
                    .body()
                    .close();
            return true;
        } catch (S3Client.RefusedException e) {
            if (e.status() == TAKEN) {
                return false;
            }
            throw e;
        }
    }

    /** Uploads a whole first part and what follows; returns how long it all is. */
    private long upload(long number, byte[] first, InputStream rest) throws IOException {
        Matcher started = UPLOAD.matcher(client.text("POST", key(number), "uploads", new byte[0]));
        if (!started.find()) {
            throw new IOException("the store of content began an upload without a name");
        }
        String upload = "uploadId=" + S3Client.encode(started.group(1));
        boolean whole = false;
        try {
            long length = complete(number, upload, first, rest);
            whole = true;
            return length;
        } finally {
            if (!whole) {
                client.call("DELETE", key(number), upload, Map.of(), new byte[0])
                        .body()
                        .close();
            }
        }
    }

    private long complete(long number, String upload, byte[] first, InputStream rest) throws IOException {
        StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
        byte[] part = first;
        long length = 0;
        for (int i = 1; part.length > 0; i++) {
            var answer = client.call("PUT", key(number), "partNumber=" + i + "&" + upload, Map.of(), part);
            answer.body().close();
            String tag = answer.headers().firstValue("ETag").orElse("");
            parts.append("<Part><PartNumber>").append(i).append("</PartNumber><ETag>");
            parts.append(tag.replace("\"", "&quot;")).append("</ETag></Part>");
            length += part.length;
            part = part.length < PART_BYTES ? new byte[0] : rest.readNBytes(PART_BYTES);
        }
        parts.append("</CompleteMultipartUpload>");
        String said = client.text("POST", key(number), upload, parts.toString().getBytes(StandardCharsets.US_ASCII));
        if (said.contains("<Error>")) {
            throw new IOException("the store of content did not complete an upload: " + said);
        }
        return length;
    }

    @Override
    public BlobContent open(Blob.Stored blob) throws IOException {
        find(blob.number());
        return new S3Content(this, blob);
    }

    /** A part of a content; to be closed. */
    InputStream read(Blob.Stored blob, long offset, long length) throws IOException {
        try {
            String range = "bytes=" + offset + "-" + (offset + length - 1);
            return client.call("GET", key(blob.number()), "", Map.of("range", range), new byte[0])
                    .body();
        } catch (S3Client.RefusedException e) {
            throw gone(blob.number(), e);
        }
    }

    @Override
    public Blob.Stored find(long number) throws IOException {
        try {
            var answer = client.call("HEAD", key(number), "", Map.of(), new byte[0]);
            answer.body().close();
            OptionalLong length = answer.headers().firstValueAsLong("Content-Length");
            return new Blob.Stored(number, length.orElseThrow(() -> new IOException("content of no known length")));
        } catch (S3Client.RefusedException e) {
            throw gone(number, e);
        }
    }

    private static IOException gone(long number, S3Client.RefusedException e) {
        return e.notFound() ? new BlobGoneException(number, e) : e;
    }

    @Override
    public void delete(long number) {
        if (deletion == Deletion.AT_ONCE) {
            remove(number);
        }
    }

    private void remove(long number) {
        try {
            client.call("DELETE", key(number), "", Map.of(), new byte[0]).body().close();
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be deleted", e);
        }
    }

    /** None is known: clocks differ. */
    @Override
    public long nextNumber() {
        return Long.MAX_VALUE;
    }

    @Override
    public void passOver(long number) {
        last.accumulateAndGet(number, Math::max);
    }

    /** Worlds that this server knows are not all there are where several use the bucket. */
    @Override
    public void sweep(LongPredicate heldHere) {
        LongPredicate held = deletion == Deletion.AT_ONCE ? heldHere : heldAnywhere;
        long old = time.instant().minus(UNHELD_MIN).toEpochMilli() << (NODE_BITS + COUNT_BITS);
        String more = "";
        do {
            Page page = list(more);
            page.numbers().stream()
                    .filter(number -> number < old && !held.test(number))
                    .forEach(this::remove);
            more = page.more();
        } while (!more.isEmpty());
    }

    private record Page(List<Long> numbers, String more) {}

    private Page list(String token) {
        String from = token.isEmpty() ? "" : "continuation-token=" + S3Client.encode(token) + "&";
        String answer;
        try {
            answer = client.text("GET", "", from + "list-type=2&prefix=" + S3Client.encode(prefix), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be listed", e);
        }
        List<Long> numbers = new ArrayList<>();
        Matcher keys = KEY.matcher(answer);
        while (keys.find()) {
            numbers.add(HexFormat.fromHexDigitsToLong(keys.group(1)));
        }
        Matcher more = MORE.matcher(answer);
        return new Page(numbers, more.find() ? more.group(1) : "");
    }

    /** Every start sweeps. */
    @Override
    public void leaveUnswept() {}

    private long next() {
        long now = time.instant().toEpochMilli() << (NODE_BITS + COUNT_BITS) | node << COUNT_BITS;
        return last.updateAndGet(before -> before < now ? now : following(before));
    }

    /** The next number of this server. */
    private static long following(long number) {
        long count = number & ((1 << COUNT_BITS) - 1);
        return count + 1 < 1 << COUNT_BITS ? number + 1 : number + (1L << (NODE_BITS + COUNT_BITS)) - count;
    }

    private static String key(long number) {
        return HexFormat.of().toHexDigits(number);
    }

    @Override
    public void close() {
        client.close();
    }
}
