package cloudjar.services.s3;

import cloudjar.api.s3.AccessDenied;
import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.SSEKMSEncryption;
import cloudjar.api.s3.UpdateObjectEncryptionRequest;
import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One change of how an object is encrypted, where it lies: another key of KMS comes to keep its data key, or it gets one. All else
 * about it stays, its entity tag and date among it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UpdateObjectEncryption.html">UpdateObjectEncryption, with the
 *     sentences by which it refuses</a>
 */
final class EncryptionUpdate {
    private static final Pattern KEY = Pattern.compile("arn:aws[-a-z0-9]*:kms:[-a-z0-9]*:[0-9]{12}:key/.+");

    private final UpdateObjectEncryptionRequest in;
    private final Call call;
    private final DataKeys keys;
    private final KeyChoice choice;
    private final Blobs blobs;

    EncryptionUpdate(UpdateObjectEncryptionRequest in, Call call, DataKeys keys) {
        this.in = in;
        this.call = call;
        this.keys = keys;
        this.choice = choice(in.objectEncryption().ssekms());
        this.blobs = call.world().blobs();
    }

    private static KeyChoice choice(@Nullable SSEKMSEncryption asked) {
        if (asked == null) {
            throw S3Errors.malformedXml();
        }
        String key = asked.kmsKeyArn();
        if (key == null || key.isEmpty()) {
            throw new InvalidRequest("Requests that modify an object's encryption type to SSE-KMS require an Amazon Web"
                    + " Services KMS key Amazon Resource Name (ARN).");
        }
        if (!KEY.matcher(key).matches()) {
            throw new InvalidRequest("Requests that modify an object's encryption type to SSE-KMS require a valid"
                    + " Amazon Web Services KMS key Amazon Resource Name (ARN).");
        }
        return new KeyChoice(Encryption.KMS, key, Boolean.TRUE.equals(asked.bucketKeyEnabled()), Map.of());
    }

    /** Changes it, once more where the object was changed meanwhile. */
    void make() {
        boolean made = false;
        while (!made) {
            FoundObject found = FoundObject.of(call, in, "PUT");
            requireAllowed(found);
            KmsEncryption kms = found.object().sealing().map(Sealing::kms).orElse(null);
            made = kms == null ? seal(found) : rewrap(found, kms);
        }
    }

    private void requireAllowed(FoundObject found) {
        found.object().sealing().ifPresent(sealing -> {
            KmsEncryption kms = sealing.kms();
            if (kms == null || !kms.algorithm().equals(Encryption.KMS)) {
                throw new InvalidRequest("The UpdateObjectEncryption operation doesn't support source objects with the"
                        + " encryption type DSSE-KMS or SSE-C. Only source objects encrypted with SSE-S3 or SSE-KMS are"
                        + " supported.");
            }
        });
        String owner = Arn.parse(choice.keyId()).map(Arn::account).orElse("");
        if (!owner.equals(found.bucket().account())) {
            throw new AccessDenied(
                    "The Amazon Web Services KMS key in the request must be owned by the same account as the bucket.");
        }
        requireUnlocked(found.object());
    }

    private void requireUnlocked(StoredObject object) {
        if (!object.settings().lock().deletable(call.time())) {
            throw locked();
        }
    }

    private static ApiException locked() {
        return new AccessDenied(
                "The encryption type for the specified object can\u2019t be updated because that object is"
                        + " protected by S3 Object Lock.");
    }

    private boolean rewrap(FoundObject found, KmsEncryption kms) {
        KmsEncryption moved = keys.reEncrypted(call, kms, found.bucket(), found.key(), choice);
        return call.write(tx -> now(tx, found)
                .map(now -> {
                    now.change(tx, now.object().sealedBy(moved));
                    return true;
                })
                .orElse(false));
    }

    /** The object as it is now; nothing where it is another one, or encrypted otherwise. */
    private Optional<FoundObject> now(Tx tx, FoundObject found) {
        FoundObject now = FoundObject.of(tx, call, in, "PUT");
        requireUnlocked(now.object());
        boolean same = now.object().writeId() == found.object().writeId()
                && now.object().sealing().equals(found.object().sealing())
                && Annotations.all(tx, now).equals(Annotations.all(tx, found));
        return same ? Optional.of(now) : Optional.empty();
    }

    /** Encrypts content that nobody's key encrypts yet. */
    private boolean seal(FoundObject found) {
        ContentKey key = keys.make(call, found.bucket(), found.key(), choice);
        List<Annotation> annotations = call.read(snapshot -> Annotations.all(snapshot, found));
        List<Blob> content = new ArrayList<>();
        List<Long> nonces = new ArrayList<>();
        Optional<AnnotationDrafts> drafts = Optional.empty();
        boolean written = false;
        try {
            for (Blob blob : found.object().content()) {
                long nonce = call.world().ids().number();
                nonces.add(nonce);
                content.add(AnnotationDrafts.resealed(blob, Optional.empty(), Optional.of(key.seal(nonce)), blobs));
            }
            drafts = AnnotationDrafts.of(
                    annotations, Optional.empty(), Optional.of(key.secret()), blobs, () -> call.world()
                            .ids()
                            .number());
            Optional<AnnotationDrafts> ready = drafts;
            written =
                    ready.isPresent() && call.write(tx -> write(tx, found, content, key.sealing(nonces), ready.get()));
            return written;
        } catch (BlobGoneException replaced) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be encrypted", e);
        } finally {
            if (!written) {
                content.forEach(blobs::discard);
                drafts.ifPresent(made -> made.discard(blobs));
            }
        }
    }

    private boolean write(Tx tx, FoundObject found, List<Blob> content, Sealing sealing, AnnotationDrafts drafts) {
        Optional<FoundObject> now = now(tx, found);
        now.ifPresent(current -> {
            StoredObject before = current.object();
            content.forEach(blob -> blobs.keep(tx, blob));
            drafts.keep(tx, blobs);
            before.content().forEach(blob -> blobs.drop(tx, blob));
            Annotations.drop(tx, blobs, current.bucket(), current.key(), before);
            current.change(tx, before.sealed(content, sealing));
            drafts.put(tx, current.bucket(), current.key(), before);
        });
        return now.isPresent();
    }
}
