package cloudjar.protocols.json;

import cloudjar.protocols.ContentBuffer;

/** Strings in JSON. */
public final class JsonText {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private JsonText() {}

    /** Writes {@code text} in quotation marks, escaping only what must be. */
    public static void quoted(String text, ContentBuffer out) {
        int count = text.length();
        byte[] bytes = out.room(count + 2);
        int start = out.length();
        int at = start;
        bytes[at++] = '"';
        int i = 0;
        for (; i < count; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            bytes[at++] = (byte) c;
        }
        out.advance(at - start);
        for (; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\') {
                i += out.utf8(text, i);
            } else {
                escaped(c, out);
            }
        }
        out.write('"');
    }

    private static void escaped(char c, ContentBuffer out) {
        out.write('\\');
        switch (c) {
            case '"', '\\' -> out.write(c);
            case '\n' -> out.write('n');
            case '\r' -> out.write('r');
            case '\t' -> out.write('t');
            case '\b' -> out.write('b');
            case '\f' -> out.write('f');
            default -> {
                out.ascii("u00");
                out.write(HEX[c >> 4]);
                out.write(HEX[c & 0xf]);
            }
        }
    }
}
