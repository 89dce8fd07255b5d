package cloudjar.services.cloudwatch;

import cloudjar.kernel.shape.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A picture that lines and letters are drawn on, and that becomes a PNG file. It needs neither fonts nor native code, so it works in
 * every container. Used by one thread.
 */
final class Canvas {
    static final int WHITE = 0xFFFFFF;
    static final int BLACK = 0x333333;
    static final int GREY = 0xDDDDDD;

    /** How wide a letter is with the gap behind it, in dots before they are magnified. */
    private static final int ADVANCE = 4;

    private static final int ROWS = 5;
    private static final int COLUMNS = 3;
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.:-_/()%,+=";

    /** Each letter's five rows of three dots, as octal digits. */
    private static final String SHAPES = "75557 26227 71747 71717 55711 74717 74757 71111 75757 75717 "
            + "25755 65656 34443 65556 74647 74644 34553 55755 72227 11152 55655 44447 57755 65555 25552 65644 25563 65655 "
            + "34216 72222 55557 55552 55775 55255 55222 71247 "
            + "00002 02020 00700 00007 11244 12221 42224 51245 00024 02720 07070";

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int EIGHT_BITS = 8;
    private static final int TRUE_COLOUR = 2;

    private final int width;
    private final int height;
    private final int[] dots;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.dots = new int[width * height];
        Arrays.fill(dots, WHITE);
    }

    void dot(int x, int y, int colour) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            dots[y * width + x] = colour;
        }
    }

    /** A straight line. */
    void line(int x1, int y1, int x2, int y2, int colour) {
        int steps = Math.max(1, Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1)));
        for (int i = 0; i <= steps; i++) {
            dot(x1 + Math.round((float) (x2 - x1) * i / steps), y1 + Math.round((float) (y2 - y1) * i / steps), colour);
        }
    }

    /** A text; letters it has no shape for are left out. */
    void text(int x, int y, String text, int magnified, int colour) {
        String upper = text.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            int letter = LETTERS.indexOf(upper.charAt(i));
            for (int row = 0; letter >= 0 && row < ROWS; row++) {
                int shape = SHAPES.charAt(letter * (ROWS + 1) + row) - '0';
                for (int column = 0; column < COLUMNS; column++) {
                    if ((shape & 1 << (COLUMNS - 1 - column)) != 0) {
                        square(x + (i * ADVANCE + column) * magnified, y + row * magnified, magnified, colour);
                    }
                }
            }
        }
    }

    private void square(int x, int y, int size, int colour) {
        for (int i = 0; i < size * size; i++) {
            dot(x + i % size, y + i / size, colour);
        }
    }

    /** The file. */
    Bytes png() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            file.write(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(header);
            out.writeInt(width);
            out.writeInt(height);
            out.write(new byte[] {EIGHT_BITS, TRUE_COLOUR, 0, 0, 0});
            chunk(file, "IHDR", header.toByteArray());
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (DeflaterOutputStream zip = new DeflaterOutputStream(packed)) {
                byte[] row = new byte[1 + width * 3];
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        int colour = dots[y * width + x];
                        row[1 + x * 3] = (byte) (colour >> 16);
                        row[2 + x * 3] = (byte) (colour >> 8);
                        row[3 + x * 3] = (byte) colour;
                    }
                    zip.write(row);
                }
            }
            chunk(file, "IDAT", packed.toByteArray());
            chunk(file, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return Bytes.wrap(file.toByteArray());
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        DataOutputStream out = new DataOutputStream(file);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) check.getValue());
    }
}
