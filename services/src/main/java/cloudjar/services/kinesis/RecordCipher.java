package cloudjar.services.kinesis;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.AesGcm;
import cloudjar.kernel.vault.OpenKeys;
import cloudjar.services.DataKeys;
import cloudjar.services.DataKeys.DataKey;
import java.time.Duration;
import java.util.Map;

/**
 * Encrypts records of streams that have a key in KMS, and decrypts them: with data keys that KMS makes on behalf of who puts and
 * opens on behalf of who reads, each good for five minutes.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html">Server-side encryption of Kinesis Data Streams</a>
 */
final class RecordCipher {
    private static final String CONTEXT = "aws:kinesis:arn";

    /** How long a data key is used, by the page above ("cached for five minutes"). */
    private static final Duration REUSE = Duration.ofMinutes(5);

    private final DataKeys keys;

    RecordCipher(Cloud cloud) {
        this.keys = new DataKeys(cloud, KinesisErrors::ofKms);
    }

    /** Who puts into which stream, under which key. */
    private record Use(String principal, String keyId, String stream) {}

    /** Who reads what a data key has encrypted. */
    private record Reader(String principal, String stream, Bytes dataKey) {}

    /** The data keys of a world that are in use. */
    private record Known(OpenKeys<Use, DataKey> putting, OpenKeys<Reader, Bytes> reading) {
        Known() {
            this(new OpenKeys<>(), new OpenKeys<>());
        }

        static Known of(Call call) {
            return call.world().derived(Known.class, Known::new);
        }
    }

    /**
     * Looks whether a key can be used for a stream.
     *
     * @throws ApiException where KMS gives the caller no data key
     */
    void check(String keyId, DataStream stream, Call call) {
        DataKey unused = made(keyId, stream, call);
    }

    /**
     * The data key by which the caller's records are sealed.
     *
     * @throws ApiException where KMS gives the caller none
     */
    DataKey forPutting(String keyId, DataStream stream, Call call) {
        Use use = new Use(call.principal().id(), keyId, stream.arn());
        return Known.of(call).putting().get(use, call.world().clock().now(), REUSE, () -> made(keyId, stream, call));
    }

    private DataKey made(String keyId, DataStream stream, Call call) {
        return keys.make(keyId, Map.of(CONTEXT, stream.arn()), asked(stream, call));
    }

    private Bytes opened(Bytes dataKey, DataStream stream, Call call) {
        Reader reader = new Reader(call.principal().id(), stream.arn(), dataKey);
        return Known.of(call)
                .reading()
                .get(
                        reader,
                        call.world().clock().now(),
                        REUSE,
                        () -> keys.open(dataKey, Map.of(CONTEXT, stream.arn()), asked(stream, call)));
    }

    private static Call asked(DataStream stream, Call call) {
        return call.in(stream.account(), stream.region()).via("kinesis");
    }

    /** The record as the shard keeps it. */
    static Entry seal(Entry entry, DataKey key, Call call) {
        Bytes sealed = AesGcm.seal(key.plaintext(), call.world().ids().bytes(AesGcm.NONCE), entry.data());
        return new Entry(entry.partitionKey(), sealed, key.encrypted());
    }

    /**
     * The data of a record as it came.
     *
     * @throws ApiException where KMS does not open its data key for the caller
     */
    Bytes unseal(Entry entry, DataStream stream, Call call) {
        Bytes dataKey = entry.dataKey();
        return dataKey == null
                ? entry.data()
                : AesGcm.open(opened(dataKey, stream, call), entry.data())
                        .orElseThrow(
                                () -> new IllegalStateException("a record that was not encrypted with its data key"));
    }
}
