package cloudjar.services.s3;

/** What a bucket has that requests to it must heed: kept with the bucket, so that those to other buckets look no further. */
enum BucketTrait {
    /** Versions in it can be locked; it stays so. */
    OBJECT_LOCK,
    /** It has rules about what becomes of its objects. */
    LIFECYCLE,
    /** Somebody is to be told of what happens in it. */
    NOTIFICATIONS,
    /** Its objects are to be copied to other buckets. */
    REPLICATION,
    /** Requests to it are to be written down. */
    LOGGING,
    /** Versions in it are deleted for good by those alone who show a device's code. */
    MFA_DELETE,
    /** Who asks for its objects pays, and has to say so. */
    REQUESTER_PAYS,
    /** Its owner has said how new objects are encrypted. */
    ENCRYPTION,
    /** Objects in it have, or have had, annotations. */
    ANNOTATIONS,
    /** Its tags decide who may do what. */
    TAGS_DECIDE
}
