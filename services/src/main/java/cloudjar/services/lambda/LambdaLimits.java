package cloudjar.services.lambda;

import cloudjar.kernel.limit.Limit;

/** Quotas of Lambda. */
final class LambdaLimits {
    private static final String QUOTAS = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
    private static final String API = "https://docs.aws.amazon.com/lambda/latest/api/";
    private static final String CONCURRENCY =
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html";
    private static final String ASYNC =
            "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html";

    static final Limit MEMORY = new Limit(10_240, 3_008, "MB of memory", QUOTAS);
    static final Limit TIMEOUT = Limit.of(900, "seconds of an invocation", QUOTAS);
    static final Limit ENVIRONMENT = Limit.of(4_096, "bytes of environment variables", QUOTAS);
    static final Limit ZIPPED = Limit.of(52_428_800, "bytes of a direct upload", QUOTAS);
    static final Limit REQUEST = Limit.of(70_167_211, "bytes of a request that makes a function", QUOTAS);
    static final Limit UNZIPPED = Limit.of(262_144_000, "bytes unzipped, with layers", QUOTAS);
    static final Limit STORAGE = Limit.of(80_530_636_800L, "bytes of code and layers per region", QUOTAS);
    static final Limit CONCURRENT = Limit.of(1_000, "invocations at once per region", QUOTAS);
    static final Limit UNRESERVED_MIN = Limit.of(100, "invocations at once that stay for all functions", CONCURRENCY);
    static final Limit PAYLOAD = Limit.of(6_291_456, "bytes of a synchronous payload", QUOTAS);
    static final Limit ASYNC_PAYLOAD = new Limit(1_048_576, 262_144, "bytes of an asynchronous payload", QUOTAS);
    static final Limit LAYERS = Limit.of(5, "layers of a function", QUOTAS);
    static final Limit POLICY = Limit.of(20_480, "bytes of a resource policy", QUOTAS);
    static final Limit TAGS = Limit.of(50, "tags of a resource", API + "API_TagResource.html");
    static final Limit EVENT_AGE = Limit.of(21_600, "seconds that an event is tried", ASYNC);
    static final Limit RETRIES = Limit.of(2, "further attempts of an asynchronous invocation", ASYNC);
    static final Limit LOG_TAIL = Limit.of(4_096, "bytes of a log in an answer", API + "API_Invoke.html");
    static final Limit PAGE = Limit.of(50, "items of a page", API + "API_ListFunctions.html");
    static final Limit EVENTS = Limit.of(100_000, "asynchronous invocations underway, of ours", ASYNC);

    private LambdaLimits() {}
}
