package cloudjar.services.kinesis;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Where a record stands: in AWS's form, a number of 56 digits whose hexadecimal digits are, from the left, a 2, when the shard
 * was made (9, in seconds), the last digit of the shard, the record's place in the shard (16), 00, when the record came (9), the
 * shard (8), and the version 2. So numbers grow within a shard, and from a shard to those that follow it.
 *
 * @param opened when the shard was made, in seconds
 * @param place 1 for the first record of the shard; 0 is where the shard begins
 * @param arrived when the record came, in seconds
 * @param shard the number of the shard
 */
record SequenceNumber(long opened, long place, long arrived, long shard) {
    /** The place at which a closed shard ends, behind any record. */
    static final long END = Long.MAX_VALUE;

    private static final int DIGIT = 4;
    private static final int SHARD_AT = 1;
    private static final int ARRIVED_AT = 9;
    private static final int PLACE_AT = 20;
    private static final int LAST_DIGIT_AT = 36;
    private static final int OPENED_AT = 37;
    private static final int VERSION_AT = 46;
    private static final int TWO = 2;
    private static final int DECIMAL_DIGITS = 56;
    private static final int HEX_DIGIT = 15;

    private static BigInteger at(long value, int digits) {
        return BigInteger.valueOf(value).shiftLeft(digits * DIGIT);
    }

    /** As it is shown. */
    String text() {
        return at(TWO, VERSION_AT)
                .or(at(opened, OPENED_AT))
                .or(at(shard & HEX_DIGIT, LAST_DIGIT_AT))
                .or(at(place, PLACE_AT))
                .or(at(arrived, ARRIVED_AT))
                .or(at(shard, SHARD_AT))
                .or(BigInteger.TWO)
                .toString();
    }

    private static long part(BigInteger number, int from, int digits) {
        BigInteger mask = BigInteger.ONE.shiftLeft(digits * DIGIT).subtract(BigInteger.ONE);
        return number.shiftRight(from * DIGIT).and(mask).longValue();
    }

    /** The number that a text is; empty where it is none of ours. */
    static Optional<SequenceNumber> of(String text) {
        if (text.length() != DECIMAL_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(text);
        SequenceNumber found = new SequenceNumber(
                part(number, OPENED_AT, VERSION_AT - OPENED_AT),
                part(number, PLACE_AT, LAST_DIGIT_AT - PLACE_AT),
                part(number, ARRIVED_AT, PLACE_AT - 2 - ARRIVED_AT),
                part(number, SHARD_AT, ARRIVED_AT - SHARD_AT));
        return Optional.of(found)
                .filter(parsed -> parsed.place >= 0 && parsed.text().equals(text));
    }
}
