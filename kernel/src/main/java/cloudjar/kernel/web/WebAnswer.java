package cloudjar.kernel.web;

/** What became of a request. */
public sealed interface WebAnswer {
    /** An answer came. */
    record Answered(int status) implements WebAnswer {}

    /** None came: no connection, a broken one, or none in time. */
    record Unreachable(String reason) implements WebAnswer {}
}
