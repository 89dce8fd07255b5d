package cloudjar.services.s3;

import cloudjar.api.s3.RestoreObjectOutput;
import cloudjar.api.s3.RestoreObjectRequest;
import cloudjar.api.s3.RestoreRequest;
import cloudjar.api.s3.StorageClass;
import cloudjar.api.s3.Tier;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A copy of an archived object that can be read for some days.
 *
 * @param from when it is there
 * @param until when it is gone: a midnight of UTC
 */
record Restoration(Instant from, Instant until) {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    boolean readableAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    /** As the header {@code x-amz-restore} tells it; nothing when it is gone. */
    Optional<String> header(Instant now) {
        if (now.isBefore(from)) {
            return Optional.of("ongoing-request=\"true\"");
        }
        return now.isBefore(until)
                ? Optional.of("ongoing-request=\"false\", expiry-date=\"" + HttpDate.of(until) + "\"")
                : Optional.empty();
    }

    /** Begins to restore an object, or lets a restored one stay longer. */
    static RestoreObjectOutput restore(RestoreObjectRequest in, Call call) {
        RestoreRequest asked = in.restoreRequest();
        if (asked == null) {
            throw S3Errors.malformedXml();
        }
        if (asked.type() != null || asked.selectParameters() != null || asked.outputLocation() != null) {
            throw NotImplemented.of("s3", "RestoreObject with a query");
        }
        Integer days = asked.days();
        if (days == null || days < 1) {
            throw S3Errors.malformedXml();
        }
        Instant now = call.time();
        int status = call.write(tx -> {
            FoundObject found = FoundObject.of(tx, call, in, "POST");
            StoredObject object = found.object();
            if (!object.properties().archived()) {
                throw ObjectErrors.notArchived(object.properties().storageClass());
            }
            Optional<Restoration> old =
                    object.settings().restoration().filter(restoration -> now.isBefore(restoration.until()));
            if (old.isPresent() && now.isBefore(old.get().from())) {
                throw ObjectErrors.restoring();
            }
            Instant from = old.map(Restoration::from)
                    .orElseGet(
                            () -> now.plus(wait(tier(asked), object.properties().storageClass())));
            Instant start = from.isAfter(now) ? from : now;
            Instant until = start.truncatedTo(ChronoUnit.DAYS).plus(days + 1L, ChronoUnit.DAYS);
            Restoration restoration = new Restoration(from, until);
            found.change(tx, call.time(), object.settings().withRestoration(restoration));
            if (old.isEmpty()) {
                tell(tx, call, found, restoration);
            }
            return old.isPresent() ? OK : ACCEPTED;
        });
        return RestoreObjectOutput.builder().statusCode(status).build();
    }

    private static void tell(Tx tx, Call call, FoundObject found, Restoration restoration) {
        EventCause later =
                EventCause.late(restoration.from(), found.object().writeId(), EventDocument.ownerId(found.bucket()));
        ObjectEvent begun = ObjectEvent.of("ObjectRestore:Post", found.key(), found.object());
        ObjectEvent done = ObjectEvent.restored(found.key(), found.object(), restoration.until());
        Notifications.emit(tx, found.bucket(), EventCause.of(call), begun);
        Notifications.emit(tx, found.bucket(), later, done);
    }

    private static String tier(RestoreRequest asked) {
        if (asked.glacierJobParameters() != null) {
            return asked.glacierJobParameters().tier();
        }
        return asked.tier() == null ? Tier.STANDARD : asked.tier();
    }

    /** How long it takes at the most: S3 User Guide, Archive retrieval options. */
    private static Duration wait(String tier, String storageClass) {
        boolean deep = storageClass.equals(StorageClass.DEEP_ARCHIVE);
        return switch (tier) {
            case Tier.EXPEDITED -> {
                if (deep) {
                    throw ObjectErrors.noExpeditedTier();
                }
                yield Duration.ofMinutes(5);
            }
            case Tier.STANDARD -> Duration.ofHours(deep ? 12 : 5);
            case Tier.BULK -> Duration.ofHours(deep ? 48 : 12);
            default -> throw S3Errors.malformedXml();
        };
    }
}
