package cloudjar.kernel.shape;

/** How a timestamp is written; see the Smithy {@code timestampFormat} trait. */
public enum TimestampFormat {
    /** {@code 1985-04-12T23:20:50.520Z}. */
    DATE_TIME,
    /** {@code Tue, 29 Apr 2014 18:30:38 GMT}. */
    HTTP_DATE,
    /** Seconds since 1970, with a fraction of milliseconds: {@code 1515531081.123}. */
    EPOCH_SECONDS,
    /** {@code 1985-04-12T23:20:50Z}: as {@link #DATE_TIME}, but written without a fraction. */
    DATE_TIME_SECONDS
}
