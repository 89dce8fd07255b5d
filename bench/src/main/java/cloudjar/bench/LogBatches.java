package cloudjar.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Says the same batch of log events again and again, each time with the time of day: as a stream of them grows. */
final class LogBatches implements Dialogue {
    private static final String MEMBER = "\"timestamp\":";
    private static final int DIGITS = 13;

    private final byte[] request;
    private final int[] places;

    /** @param request with times of 13 digits */
    LogBatches(byte[] request) {
        this.request = request.clone();
        this.places = places(new String(request, StandardCharsets.ISO_8859_1));
    }

    private static int[] places(String text) {
        int[] found = new int[text.length() / MEMBER.length()];
        int count = 0;
        int at = text.indexOf(MEMBER);
        while (at >= 0) {
            found[count++] = at + MEMBER.length();
            at = text.indexOf(MEMBER, at + MEMBER.length());
        }
        return Arrays.copyOf(found, count);
    }

    @Override
    public ByteBuffer next(byte @Nullable [] answer) {
        byte[] now = Long.toString(System.currentTimeMillis()).getBytes(StandardCharsets.US_ASCII);
        for (int place : places) {
            System.arraycopy(now, 0, request, place, DIGITS);
        }
        return ByteBuffer.wrap(request);
    }
}
