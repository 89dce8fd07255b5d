package cloudjar.protocols.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages messages: bytes flipped, cut out, repeated, moved, or replaced by pieces that parsers stumble over. */
final class Mutations {
    private static final List<String> PIECES = List.of(
            "",
            "<",
            ">",
            "/>",
            "&",
            "&lt;",
            "&#x0;",
            "&#xD800;",
            "]]>",
            "<![CDATA[",
            "<!--",
            "-->",
            "<?",
            "<!DOCTYPE r [",
            "<!ENTITY x 'y'>",
            "xmlns:a='urn:a'",
            "a:b",
            "\0",
            "\uffff",
            "%",
            "%00",
            "%ff",
            "=",
            ".",
            "..",
            ".member.1",
            ".entry.1.key",
            ".0",
            ".01",
            ".99999999999",
            "\r\n",
            "\r\n\r\n",
            "0\r\n",
            "ffffffffffffffff",
            ";chunk-signature=",
            "-1",
            "1e999999999",
            "NaN",
            "9999-99-99T99:99:99Z");
    private static final int MUTATIONS_MAX = 6;

    private Mutations() {}

    /** A damaged copy; equal seeds damage alike. */
    static byte[] mutate(byte[] message, long seed) {
        Random random = new Random(seed);
        byte[] current = message;
        for (int left = 1 + random.nextInt(MUTATIONS_MAX); left > 0; left--) {
            current = once(current, random);
        }
        return current;
    }

    private static byte[] once(byte[] message, Random random) {
        int from = random.nextInt(message.length + 1);
        int to = Math.min(message.length, from + random.nextInt(random.nextInt(10) == 0 ? 200 : 8));
        byte[] cut = Arrays.copyOfRange(message, from, to);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(message, 0, from);
        switch (random.nextInt(6)) {
            case 0 -> out.write(random.nextInt(256));
            case 1 -> out.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
            case 2 -> {
                for (int times = random.nextInt(50); times > 0; times--) {
                    out.writeBytes(cut);
                }
            }
            case 3 -> {
                if (cut.length > 0) {
                    cut[0] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                }
                out.writeBytes(cut);
            }
            case 4 -> {
                out.write(message, to, message.length - to);
                return out.toByteArray();
            }
            default -> {
                // Cut short: a message that ends where it should not.
                return out.toByteArray();
            }
        }
        out.write(message, to, message.length - to);
        return out.toByteArray();
    }
}
