package cloudjar.services.sqs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The body of a message that is being sent: its text, put into UTF-8 once for all that is asked about it. */
final class MessageBody {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long SPACES = ONES * ' ';
    private static final long QUESTION_MARKS = ONES * '?';

    private final String text;
    private final byte[] utf8;

    MessageBody(String text) {
        this.text = text;
        this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    }

    String text() {
        return text;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** In bytes of UTF-8. */
    int size() {
        return utf8.length;
    }

    /** Its checksum as answers give it. */
    String md5() {
        return Md5.of(utf8);
    }

    /** See {@link MessageText#isAllowed}. */
    boolean isAllowed() {
        return isPlain() || MessageText.isAllowed(text);
    }

    /**
     * Whether it is seen at a glance that all of it is allowed, eight characters at a time: it is ASCII without control
     * characters, and without question marks, which in UTF-8 also stand for half surrogate pairs.
     */
    private boolean isPlain() {
        if (utf8.length != text.length()) {
            return false;
        }
        int at = 0;
        for (; at <= utf8.length - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONG.get(utf8, at);
            long marks = eight ^ QUESTION_MARKS;
            if ((((eight - SPACES) | (marks - ONES)) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; at < utf8.length; at++) {
            if (utf8[at] < ' ' || utf8[at] == '?') {
                return false;
            }
        }
        return true;
    }
}
