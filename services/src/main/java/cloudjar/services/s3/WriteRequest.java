package cloudjar.services.s3;

import cloudjar.api.s3.ObjectOwnership;
import cloudjar.api.s3.OwnershipControls;
import cloudjar.api.s3.OwnershipControlsRule;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the requests that make objects have in common: PutObject, CopyObject and CreateMultipartUpload say it in members of
 * the same names. It is checked before any content is read.
 *
 * @param bucket as it was when the request came
 * @param choice of a key of KMS by which content is to be encrypted, if it is
 * @param contentKey by which content is to be encrypted, if it is: the caller's own, or a data key
 */
record WriteRequest(
        S3Bucket bucket,
        String key,
        ObjectProperties properties,
        ObjectSettings settings,
        Optional<KeyChoice> choice,
        Optional<ContentKey> contentKey) {
    /**
     * What a request says.
     *
     * @param keys makes a data key where one is wanted
     * @param blocks what public access is blocked
     */
    static WriteRequest of(Structure request, Call call, DataKeys keys, PublicAccess blocks) {
        WriteRequest said = of(request, call);
        boolean open = said.settings().acl().filter(Acl::isPublic).isPresent();
        if (open && blocks.ofAccount(call, said.bucket().account()).blocksLists()) {
            throw S3Errors.accessDenied();
        }
        return said.choice()
                .map(chosen -> said.encryptedBy(keys.make(call, said.bucket(), said.key(), chosen)))
                .orElse(said);
    }

    private WriteRequest encryptedBy(ContentKey dataKey) {
        return new WriteRequest(bucket, key, properties, settings, choice, Optional.of(dataKey));
    }

    private static WriteRequest of(Structure request, Call call) {
        return call.read(snapshot -> {
            String name = Members.required(request, "Bucket");
            S3Bucket bucket = S3Tables.bucket(snapshot, call, name, Members.text(request, "ExpectedBucketOwner"));
            String key = Members.required(request, "Key");
            requireKey(key);
            Optional<ContentKey> customerKey = CustomerKey.ofWriter(request).map(ContentKey::of);
            Optional<AclRequest> acl = AclRequest.ofHeaders(request, Acl.Kind.OBJECT);
            ObjectLock lock = ObjectLock.of(request, call.time());
            return new WriteRequest(
                    bucket,
                    key,
                    ObjectProperties.of(request),
                    new ObjectSettings(
                            Tags.ofHeader(Members.text(request, "Tagging")),
                            acl(snapshot, call, bucket, acl),
                            lock(snapshot, call, bucket, lock),
                            Optional.empty(),
                            null),
                    KeyChoice.of(snapshot, request, bucket, customerKey.isPresent()),
                    customerKey);
        });
    }

    /** Checks the key of an object to be made. */
    private static void requireKey(String key) {
        // No character has more bytes than this, so short keys need no counting.
        if (key.length() * 3L <= S3Limits.KEY.current()) {
            return;
        }
        long bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > S3Limits.KEY.current()) {
            throw ObjectErrors.keyTooLong(bytes);
        }
    }

    /** The list that a new object has: who writes it owns it, unless the bucket's owner owns everything. */
    private static Optional<Acl> acl(Snapshot snapshot, Call call, S3Bucket bucket, Optional<AclRequest> asked) {
        String ownership = ownership(snapshot, bucket);
        boolean own = call.account().equals(bucket.account());
        if (ObjectOwnership.BUCKET_OWNER_ENFORCED.equals(ownership)) {
            if (asked.isPresent() && !asked.get().meansBucketOwner()) {
                throw AclErrors.notSupported();
            }
            return Optional.empty();
        }
        boolean given = ObjectOwnership.BUCKET_OWNER_PREFERRED.equals(ownership)
                && asked.filter(AclRequest::meansBucketOwner).isPresent();
        String owner = given ? bucket.account() : call.account();
        Optional<Acl> acl = asked.map(request -> request.acl(owner, bucket.account()));
        acl.ifPresent(list -> PublicAccess.requireAllowed(snapshot, bucket, list, PublicBlock.NONE));
        return acl.or(() -> own ? Optional.empty() : Optional.of(Acl.ownersAlone(owner)));
    }

    /** Who owns objects that others write; null where nothing is said of it. */
    static @Nullable String ownership(Snapshot snapshot, S3Bucket bucket) {
        return Configuration.OWNERSHIP
                .find(snapshot, bucket)
                .map(OwnershipControls::rules)
                .map(rules -> rules.getFirst())
                .map(OwnershipControlsRule::objectOwnership)
                .orElse(null);
    }

    private static ObjectLock lock(Snapshot snapshot, Call call, S3Bucket bucket, ObjectLock asked) {
        if (!bucket.objectLock()) {
            if (!asked.isEmpty()) {
                throw LockErrors.noObjectLock();
            }
            return asked;
        }
        var rule = Configuration.OBJECT_LOCK.get(snapshot, bucket).rule();
        var defaults = rule == null ? null : rule.defaultRetention();
        return defaults == null ? asked : asked.withDefault(defaults, call.time());
    }

    /** How new content is to be encrypted. */
    Optional<Seal> seal(long nonce) {
        return contentKey.map(used -> used.seal(nonce));
    }

    /** What is kept of the encryption of content in one blob. */
    Optional<Sealing> sealing(long nonce) {
        return ContentKey.sealing(contentKey, nonce);
    }
}
