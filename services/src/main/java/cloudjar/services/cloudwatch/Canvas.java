package cloudjar.services.cloudwatch;

import cloudjar.kernel.shape.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        for (int i = 0; i < text.length(); i++) {
            for (int row = 0; row < Letters.ROWS; row++) {
                for (int column = 0; column < Letters.COLUMNS; column++) {
                    if (Letters.dot(text.charAt(i), row, column)) {
                        square(x + (i * Letters.ADVANCE + column) * magnified, y + row * magnified, magnified, colour);
                    }
                }
            }
        }
    }

    /** A filled rectangle. */
    void rectangle(int x, int y, int wide, int high, int colour) {
        for (int i = 0; i < wide; i++) {
            line(x + i, y, x + i, y + high - 1, colour);
        }
    }

    /** A rectangle that what is below shines through. */
    void tint(int x, int y, int wide, int high, int colour) {
        for (int row = Math.max(0, y); row < Math.min(height, y + high); row++) {
            for (int column = Math.max(0, x); column < Math.min(width, x + wide); column++) {
                dots[row * width + column] = mixed(dots[row * width + column], colour);
            }
        }
    }

    /** Three parts of one colour and one of another, channel by channel. */
    private static int mixed(int below, int above) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            mixed |= ((below >> shift & 0xFF) * 3 + (above >> shift & 0xFF)) / 4 << shift;
        }
        return mixed;
    }

    /** A part of a ring, clockwise from the top; in parts of the whole round. */
    void wedge(int x, int y, Ring ring, double from, double to, int colour) {
        for (int dy = -ring.outer(); dy <= ring.outer(); dy++) {
            for (int dx = -ring.outer(); dx <= ring.outer(); dx++) {
                double away = Math.hypot(dx, dy);
                double turn = (Math.atan2(dx, -dy) / (2 * Math.PI) + 1) % 1;
                if (away <= ring.outer() && away >= ring.inner() && turn >= from && turn < to) {
                    dot(x + dx, y + dy, colour);
                }
            }
        }
    }

    /** What lies between two circles. */
    record Ring(int inner, int outer) {}

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
