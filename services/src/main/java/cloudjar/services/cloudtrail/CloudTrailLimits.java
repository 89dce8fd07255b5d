package cloudjar.services.cloudtrail;

import cloudjar.kernel.limit.Limit;

/** CloudTrail's quotas, and the bounds that cloudjar sets itself. */
final class CloudTrailLimits {
    private static final String GUIDE = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/";
    private static final String API = "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/";
    private static final String LIMITS = GUIDE + "WhatIsCloudTrail-Limits.html";

    static final Limit TRAILS_PER_REGION = Limit.of(5, "trails per region", LIMITS);
    static final Limit EVENT_SELECTORS = Limit.of(5, "event selectors per trail", LIMITS);
    static final Limit DATA_RESOURCES = Limit.of(250, "data resources per trail", LIMITS);
    static final Limit SELECTOR_VALUES = Limit.of(500, "values of all advanced selectors of a trail", LIMITS);
    static final Limit LOOKUP_RESULTS = Limit.of(50, "events per page", API + "API_LookupEvents.html");
    static final Limit HISTORY = Limit.of(90, "days", GUIDE + "view-cloudtrail-events.html");
    static final Limit DELEGATED_ADMINISTRATORS =
            Limit.of(3, "delegated administrators per organization", GUIDE + "cloudtrail-delegated-administrator.html");
    static final Limit TAGS = Limit.of(50, "tags per trail", API + "API_AddTags.html");
    static final Limit NAME_MIN = Limit.of(3, "characters of a trail's name", API + "API_CreateTrail.html");
    static final Limit NAME_MAX = Limit.of(128, "characters of a trail's name", API + "API_CreateTrail.html");
    static final Limit PREFIX_MAX = Limit.of(200, "characters of an S3 key prefix", API + "API_CreateTrail.html");

    /** How many management events a world keeps, whatever their age: about 30 MB in memory. */
    static final int EVENTS_MAX = 20_000;

    /** How many events may wait for one trail's delivery in one region. */
    static final int PENDING_MAX = 50_000;

    /** How many events a file has at most. */
    static final int FILE_EVENTS_MAX = 5_000;

    private CloudTrailLimits() {}
}
