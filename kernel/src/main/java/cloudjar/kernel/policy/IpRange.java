package cloudjar.kernel.policy;

import java.util.Arrays;
import java.util.Optional;

/**
 * A range of IP addresses, as {@code 203.0.113.0/24} or {@code 2001:db8::/32}; an address alone is a range of one.
 *
 * @param high the first 64 of 128 bits; an address of version 4 is one that is mapped into version 6
 * @param low the last 64
 * @param bits how many of the 128 must agree
 */
public record IpRange(long high, long low, int bits) {
    private static final int BITS = 128;
    private static final int BITS_BEFORE_V4 = 96;
    private static final long V4_MAPPED = 0xFFFF_0000_0000L;
    private static final int LENGTH_MAX = 64;
    private static final long[] NONE = {};

    /** The range that a text is; nothing where it is none. */
    public static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        boolean v4 = address.indexOf(':') < 0;
        long[] halves = v4 ? v4(address) : v6(address);
        int bits = slash < 0 ? BITS : number(text, slash + 1, text.length(), 10, v4 ? 32 : BITS);
        if (halves.length == 0 || bits < 0) {
            return Optional.empty();
        }
        return Optional.of(new IpRange(halves[0], halves[1], v4 && slash >= 0 ? BITS_BEFORE_V4 + bits : bits));
    }

    /** Whether an address is in it. */
    public boolean contains(IpRange address) {
        return sameBits(high, address.high, Math.min(bits, 64)) && sameBits(low, address.low, Math.max(0, bits - 64));
    }

    private static boolean sameBits(long a, long b, int count) {
        return count == 0 || (a ^ b) >>> (64 - count) == 0;
    }

    private static long[] v4(String text) {
        long value = 0;
        int from = 0;
        for (int i = 0; i < 4; i++) {
            int dot = i < 3 ? text.indexOf('.', from) : text.length();
            int octet = dot < 0 ? -1 : number(text, from, dot, 10, 255);
            if (octet < 0) {
                return NONE;
            }
            value = value << 8 | octet;
            from = dot + 1;
        }
        return new long[] {0, V4_MAPPED | value};
    }

    private static long[] v6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return NONE;
        }
        int[] head = groups(gap < 0 ? text : text.substring(0, gap));
        int[] tail = groups(gap < 0 ? "" : text.substring(gap + 2));
        int known = head.length + tail.length;
        if (gap < 0 ? known != 8 : known > 7) {
            return NONE;
        }
        int[] all = new int[8];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, 8 - tail.length, tail.length);
        long[] halves = new long[2];
        for (int i = 0; i < 8; i++) {
            if (all[i] < 0) {
                return NONE;
            }
            halves[i / 4] = halves[i / 4] << 16 | all[i];
        }
        return halves;
    }

    /** The groups of a part of an address; a group that is none is -1. */
    private static int[] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        int lastColon = text.lastIndexOf(':');
        String last = text.substring(lastColon + 1);
        if (last.indexOf('.') >= 0) {
            long[] v4 = v4(last);
            int[] head = groups(text.substring(0, Math.max(0, lastColon)));
            int[] joined = Arrays.copyOf(head, head.length + 2);
            joined[head.length] = v4.length == 0 ? -1 : (int) (v4[1] >>> 16 & 0xFFFF);
            joined[head.length + 1] = v4.length == 0 ? -1 : (int) (v4[1] & 0xFFFF);
            return joined;
        }
        String[] parts = text.split(":", -1);
        int[] groups = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            groups[i] = parts[i].length() > 4 ? -1 : number(parts[i], 0, parts[i].length(), 16, 0xFFFF);
        }
        return groups;
    }

    /** A number of digits alone, up to {@code max}; -1 where it is none. */
    private static int number(String text, int from, int to, int radix, int max) {
        if (from >= to || to - from > 5) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value > max ? -1 : value;
    }
}
