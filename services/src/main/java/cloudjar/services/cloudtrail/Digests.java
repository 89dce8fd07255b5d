package cloudjar.services.cloudtrail;

import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.sigv4.Sha256;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.World;
import cloudjar.services.cloudtrail.CloudTrailTables.TrailRegion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Delivers an hourly digest of a trail's files, signed, with the signature of the one before it in what is signed.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html">
 *     Digest file structure</a>
 */
final class Digests {
    static final String HANDLER = "cloudtrail.digest";
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final Courier courier;
    private final Cloud cloud;
    private final DigestKeys keys;

    Digests(Courier courier, Cloud cloud, DigestKeys keys) {
        this.courier = courier;
        this.cloud = cloud;
        this.keys = keys;
    }

    /** Begins the chain of a trail in a region, where files are to be validated and there is none. */
    static void arm(Tx tx, StoredTrail trail, TrailRegion place, Instant now) {
        if (trail.settings().validation() && !CloudTrailTables.DIGESTS.contains(tx, place)) {
            begin(tx, place, now);
        }
    }

    /** Begins a chain. */
    static void begin(Tx tx, TrailRegion place, Instant now) {
        Instant start = now.truncatedTo(ChronoUnit.SECONDS);
        CloudTrailTables.DIGESTS.put(tx, place, DigestChain.begin(start));
        tx.at(start.plus(INTERVAL), timer(place));
    }

    /** Ends a chain: what follows after a pause is not linked to it. */
    static void end(Tx tx, TrailRegion place) {
        CloudTrailTables.DIGESTS.delete(tx, place);
        tx.cancel(HANDLER, timer(place).id());
    }

    private static Timer timer(TrailRegion place) {
        return Timer.of(HANDLER, place.trail() + "|" + place.region());
    }

    void fire(World world, Timer timer, Instant due) {
        cloud.endedCalls().settle();
        TrailRegion place = Courier.place(timer);
        StoredTrail trail = world.store()
                .read(snapshot -> TrailLookup.byArn(snapshot, place.trail()))
                .orElse(null);
        DigestChain chain = world.store()
                .read(snapshot -> CloudTrailTables.DIGESTS.get(snapshot, place))
                .orElse(null);
        if (trail == null || chain == null) {
            return;
        }
        Instant now = world.clock().now();
        DigestKey key = keys.current(world, trail.homeRegion(), now);
        Instant end = due.truncatedTo(ChronoUnit.SECONDS);
        String name = FileName.digest(trail, place, end).key();
        Map<String, Object> document = document(trail, chain, name, end, key);
        document.put("awsAccountId", place.account(trail));
        byte[] content = Bytes.ofUtf8(JsonText.of(document)).toArray();
        String bucket = trail.settings().bucket();
        String hash = Sha256.hex(content);
        String signature = keys.sign(key, signed(end, bucket, name, hash, chain));
        Map<String, String> metadata = Map.of("signature", signature, "signature-algorithm", "SHA256withRSA");
        String error = courier.put(trail, name, content, metadata, Courier.call(world, trail, now));
        boolean unused = world.store().write(tx -> {
            CloudTrailTables.STATES.put(
                    tx, place.trail(), Courier.state(tx, place.trail()).digested(now, error));
            CloudTrailTables.DIGESTS.get(tx, place).ifPresent(latest -> {
                if (error == null) {
                    CloudTrailTables.DIGESTS.put(
                            tx, place, latest.after(end, bucket, name, hash, signature, chain.files()));
                }
                tx.at(end.plus(INTERVAL), timer);
            });
            return true;
        });
    }

    private static byte[] signed(Instant end, String bucket, String name, String hash, DigestChain chain) {
        String previous = chain.previousSignature() == null ? "null" : chain.previousSignature();
        return (end + "\n" + bucket + "/" + name + "\n" + hash + "\n" + previous).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> document(
            StoredTrail trail, DigestChain chain, String name, Instant end, DigestKey key) {
        Map<String, Object> digest = new LinkedHashMap<>();
        digest.put("awsAccountId", trail.account());
        digest.put("digestStartTime", chain.start());
        digest.put("digestEndTime", end);
        digest.put("digestS3Bucket", trail.settings().bucket());
        digest.put("digestS3Object", name);
        digest.put("digestPublicKeyFingerprint", key.fingerprint());
        digest.put("digestSignatureAlgorithm", "SHA256withRSA");
        List<LogFile> files = chain.files();
        digest.put(
                "newestEventTime",
                files.stream().map(LogFile::newest).max(Instant::compareTo).orElse(null));
        digest.put(
                "oldestEventTime",
                files.stream().map(LogFile::oldest).min(Instant::compareTo).orElse(null));
        digest.put("previousDigestS3Bucket", chain.previousBucket());
        digest.put("previousDigestS3Object", chain.previousKey());
        digest.put("previousDigestHashValue", chain.previousHash());
        digest.put("previousDigestHashAlgorithm", chain.previousHash() == null ? null : "SHA-256");
        digest.put("previousDigestSignature", chain.previousSignature());
        List<Map<String, Object>> shown = new ArrayList<>();
        for (LogFile file : files) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("s3Bucket", file.bucket());
            one.put("s3Object", file.key());
            one.put("hashValue", file.hash());
            one.put("hashAlgorithm", "SHA-256");
            one.put("newestEventTime", file.newest());
            one.put("oldestEventTime", file.oldest());
            shown.add(one);
        }
        digest.put("logFiles", shown);
        return digest;
    }
}
