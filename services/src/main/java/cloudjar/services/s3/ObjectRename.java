package cloudjar.services.s3;

import cloudjar.api.s3.RenameObjectOutput;
import cloudjar.api.s3.RenameObjectRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.services.s3.S3Tables.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives an object of a directory bucket another key, in one transaction: all else about it stays, and what lay under the new key is
 * gone.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_RenameObject.html">RenameObject</a>
 */
final class ObjectRename {
    private static final Table<RenameKey, Rename> RENAMES =
            Table.of(S3Tables.SERVICE, "renames", KeyCodec.of(RenameKey.class), RecordCodec.of(Rename.class));

    /** How long a request that comes again is known. AWS does not say. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final Expiry<RenameKey, Rename> FORGOTTEN =
            RENAMES.expiry(rename -> Optional.of(rename.at().plus(REMEMBERED)));

    private ObjectRename() {}

    /** Lets old requests be forgotten. */
    static void register(TimerHandlers timers) {
        timers.register(
                FORGOTTEN.handler(),
                (world, timer, due) -> FORGOTTEN.fire(world.store(), timer, due, (tx, scope, row) -> {}));
    }

    /** A request, by the token that its caller has made for it. */
    record RenameKey(String bucket, String token) {}

    /** What was asked for. */
    record Rename(String source, String key, Instant at) {
        boolean asksAs(Rename other) {
            return source.equals(other.source) && key.equals(other.key);
        }
    }

    static RenameObjectOutput of(RenameObjectRequest in, Call call) {
        Conditions.OnWrite absent = Conditions.onWrite(null, in.destinationIfNoneMatch());
        Rename asked = new Rename(source(in), in.key(), call.time());
        if (asked.source().endsWith("/") || asked.key().endsWith("/")) {
            throw DirectoryErrors.renamedDirectory();
        }
        call.write(tx -> rename(tx, in, call, asked, absent));
        return RenameObjectOutput.of();
    }

    /** The key in the header, which clients write with and without the bucket before it. */
    private static String source(RenameObjectRequest in) {
        String path = PercentCoding.decode(in.renameSource());
        if (path == null) {
            throw S3Errors.invalidArgument("Invalid rename source encoding.", "x-amz-rename-source", in.renameSource());
        }
        String plain = path.startsWith("/") ? path.substring(1) : path;
        String bucket = in.bucket() + "/";
        return plain.startsWith(bucket) ? plain.substring(bucket.length()) : plain;
    }

    private static boolean rename(
            Tx tx, RenameObjectRequest in, Call call, Rename asked, Conditions.OnWrite conditions) {
        S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), null);
        if (in.clientToken() != null) {
            ScopedTable<RenameKey, Rename> known = RENAMES.in(bucket.account(), bucket.region());
            RenameKey key = new RenameKey(bucket.name(), in.clientToken());
            Optional<Rename> before = known.get(tx, key);
            if (before.isPresent()) {
                if (!before.get().asksAs(asked)) {
                    throw DirectoryErrors.otherRename();
                }
                return false;
            }
            known.put(tx, key, asked);
        }
        ScopedTable<ObjectKey, StoredObject> objects = S3Tables.objects(bucket);
        StoredObject object = S3Tables.object(tx, bucket, asked.source());
        Conditions.ofRenamed(in, "Source", "x-amz-rename-source-").require(object, call.time());
        ObjectKey to = new ObjectKey(bucket.name(), asked.key());
        Optional<StoredObject> old = objects.get(tx, to);
        conditions.require(asked.key(), old);
        Conditions onOld = Conditions.ofRenamed(in, "Destination", "");
        if (in.destinationIfMatch() != null && old.isEmpty()) {
            throw ObjectErrors.noSuchKey(asked.key());
        }
        if (in.destinationIfNoneMatch() == null) {
            old.ifPresent(there -> onOld.require(there, call.time()));
        }
        if (asked.source().equals(asked.key())) {
            return false;
        }
        old.ifPresent(
                there -> there.content().forEach(blob -> call.world().blobs().drop(tx, blob)));
        objects.put(tx, to, object);
        return objects.delete(tx, new ObjectKey(bucket.name(), asked.source()));
    }
}
