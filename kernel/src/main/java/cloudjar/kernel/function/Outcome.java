package cloudjar.kernel.function;

import cloudjar.kernel.shape.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an invocation.
 *
 * @param answer what the function answered
 * @param report what it used
 * @param lines what it wrote, in order; the last ones where it wrote very much
 * @param sandbox the label of the sandbox it ran in
 */
public record Outcome(Answer answer, Report report, List<Line> lines, String sandbox) {
    public Outcome {
        lines = List.copyOf(lines);
    }

    /** An answer. */
    public sealed interface Answer {
        /** The body: JSON, unless the function says otherwise. */
        Bytes body();

        /** The function returned; what was streamed is not in the body. */
        record Returned(Bytes body, String contentType) implements Answer {}

        /** It failed: the body is AWS's description of the error. */
        record Failed(Bytes body) implements Answer {}
    }

    /**
     * What an invocation used.
     *
     * @param duration from the moment the function had it
     * @param init how long the sandbox took to begin, where this was its first invocation
     * @param memoryMegabytes the most memory that the sandbox had at once
     * @param status a word for what ended it from outside: {@code timeout} or {@code error}; null where nothing did
     */
    public record Report(
            Duration duration,
            @Nullable Duration init,
            int memoryMegabytes,
            @Nullable String status) {}

    /** A line that a function wrote. */
    public record Line(Instant time, String text) {}
}
