package cloudjar.services.s3;

import cloudjar.kernel.shape.Structure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditions under which an object is to be read.
 *
 * @param prefix what stands before the usual names of the headers
 */
record Conditions(
        String prefix,
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince) {
    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";

    /** Those of a reader. */
    static Conditions of(Structure request) {
        return of(request, "", "");
    }

    /** Those of a copy, on its source. */
    static Conditions ofSource(Structure request) {
        return of(request, "CopySource", "x-amz-copy-source-");
    }

    /** Those of a renaming, on what is renamed or on what lies under the new key. */
    static Conditions ofRenamed(Structure request, String member, String header) {
        return of(request, member, header);
    }

    private static Conditions of(Structure request, String member, String header) {
        return new Conditions(
                header,
                Members.text(request, member + "IfMatch"),
                Members.text(request, member + "IfNoneMatch"),
                (Instant) request.get(member + "IfModifiedSince"),
                (Instant) request.get(member + "IfUnmodifiedSince"));
    }

    /** Whether the reader has the object already; refuses where it is not the one that the reader means. */
    boolean notModified(StoredObject object, Instant now) {
        requireMeant(object);
        if (ifNoneMatch != null) {
            return ETag.matches(ifNoneMatch, object.eTag());
        }
        return unmodified(object, now);
    }

    /** Refuses where any of the conditions fails, as a copy does. */
    void require(StoredObject object, Instant now) {
        requireMeant(object);
        if (ETag.matches(ifNoneMatch, object.eTag())) {
            throw ObjectErrors.preconditionFailed(prefix + IF_NONE_MATCH);
        }
        if (ifNoneMatch == null && unmodified(object, now)) {
            throw ObjectErrors.preconditionFailed(prefix + "If-Modified-Since");
        }
    }

    private void requireMeant(StoredObject object) {
        if (ifMatch != null) {
            if (!ETag.matches(ifMatch, object.eTag())) {
                throw ObjectErrors.preconditionFailed(prefix + IF_MATCH);
            }
        } else if (ifUnmodifiedSince != null && object.lastModified().isAfter(ifUnmodifiedSince)) {
            throw ObjectErrors.preconditionFailed(prefix + "If-Unmodified-Since");
        }
    }

    private boolean unmodified(StoredObject object, Instant now) {
        // A time that has not come is no time at which the reader can have seen the object.
        return ifModifiedSince != null
                && !ifModifiedSince.isAfter(now)
                && !object.lastModified().isAfter(ifModifiedSince.truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Checks the form of a write's conditions, before its content is read.
     *
     * @return the writer's conditions
     */
    static OnWrite onWrite(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null && ifNoneMatch != null) {
            throw ObjectErrors.severalConditions();
        }
        if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
            throw ObjectErrors.conditionNotAccepted(IF_NONE_MATCH);
        }
        if ("*".equals(ifMatch)) {
            throw ObjectErrors.conditionNotAccepted(IF_MATCH);
        }
        return new OnWrite(ifMatch, ifNoneMatch != null);
    }

    /**
     * The conditions under which an object is to be written.
     *
     * @param absent whether there may be none yet
     */
    record OnWrite(@Nullable String ifMatch, boolean absent) {
        /**
         * Refuses where another write has changed the key while the parts of an upload came in.
         *
         * @param atStart which write the key showed when the upload began
         */
        void requireUndisturbed(String key, Optional<StoredObject> old, long atStart) {
            boolean conditional = absent || ifMatch != null;
            if (conditional && old.map(StoredObject::writeId).orElse(0L) != atStart) {
                throw UploadErrors.conflict(absent ? IF_NONE_MATCH : IF_MATCH, key);
            }
        }

        void require(String key, Optional<StoredObject> old) {
            if (absent && old.isPresent()) {
                throw ObjectErrors.preconditionFailed(IF_NONE_MATCH);
            }
            if (ifMatch != null) {
                StoredObject object = old.orElseThrow(() -> ObjectErrors.noSuchKey(key));
                if (!ETag.matches(ifMatch, object.eTag())) {
                    throw ObjectErrors.preconditionFailed(IF_MATCH);
                }
            }
        }
    }
}
