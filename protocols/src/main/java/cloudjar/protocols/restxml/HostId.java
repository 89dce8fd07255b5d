package cloudjar.protocols.restxml;

import java.util.Base64;

/**
 * S3's second id of a request, {@code x-amz-id-2}: base64 of 56 bytes, which AWS's support reads and nobody else. Here it
 * follows from the request id, so that an answer can be written twice alike.
 */
final class HostId {
    private static final int LONGS = 7;

    private HostId() {}

    static String of(String requestId) {
        long state = requestId.length();
        for (int i = 0; i < requestId.length(); i++) {
            state = state * 1_099_511_628_211L ^ requestId.charAt(i);
        }
        byte[] bytes = new byte[LONGS * Long.BYTES];
        for (int i = 0; i < bytes.length; i += Long.BYTES) {
            state += 0x9e3779b97f4a7c15L;
            long mixed = mix(state);
            for (int j = 0; j < Long.BYTES; j++) {
                bytes[i + j] = (byte) (mixed >>> j * Byte.SIZE);
            }
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long z) {
        long first = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ first >>> 27) * 0x94d049bb133111ebL;
        return second ^ second >>> 31;
    }
}
