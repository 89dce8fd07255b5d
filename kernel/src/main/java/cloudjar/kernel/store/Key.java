package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable tuple whose encoding sorts as the tuple does: element by element, unsigned byte by byte.
 *
 * <p>Elements are strings (ordered by their UTF-8 bytes, which is code point order), longs, instants, byte strings and
 * booleans. Elements of different types sort by type: byte strings, strings, longs, instants, booleans. A tuple sorts
 * before every longer tuple that begins with it. The encoding is at most {@value #MAX_BYTES} bytes long.
 */
public final class Key implements Comparable<Key> {
    /** The longest encoding of a key, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    /** The tuple of no elements, which sorts before all others. */
    public static final Key EMPTY = new Key(new byte[0]);

    /** A bound that sorts after every tuple; it is no tuple itself. */
    public static final Key LAST = new Key(new byte[] {(byte) 0xFF});

    private final byte[] bytes;
    private int hash;

    private Key(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The tuple of one string. */
    public static Key of(String element) {
        return new KeyWriter(element.length() + 2).add(element).toKey();
    }

    /** The tuple of two strings. */
    public static Key of(String first, String second) {
        return new KeyWriter(first.length() + second.length() + 4)
                .add(first)
                .add(second)
                .toKey();
    }

    /** The tuple of one number. */
    public static Key of(long element) {
        return new KeyWriter(9).add(element).toKey();
    }

    /**
     * The tuple of the given elements: {@code String}, {@code Long}, {@code Integer}, {@code Instant}, {@code Boolean},
     * {@code Bytes} or {@code byte[]}.
     *
     * @throws IllegalArgumentException when an element has another type or the key grows too long
     */
    public static Key of(Object... elements) {
        KeyWriter writer = new KeyWriter();
        for (Object element : elements) {
            writer.addAny(element);
        }
        return writer.toKey();
    }

    /** The key with this encoding, as {@link #toBytes()} gave it; the bytes are copied, not checked. */
    public static Key fromBytes(byte[] encoded) {
        return new Key(encoded.clone());
    }

    /** Takes over the array without copying it. */
    static Key wrap(byte[] encoded) {
        return new Key(encoded);
    }

    /** This tuple followed by the elements of the other. */
    public Key then(Key suffix) {
        return new KeyWriter(bytes.length + suffix.bytes.length)
                .addAll(this)
                .addAll(suffix)
                .toKey();
    }

    /** This tuple followed by one string. */
    public Key then(String element) {
        return new KeyWriter(bytes.length + element.length() + 2)
                .addAll(this)
                .add(element)
                .toKey();
    }

    /** This tuple followed by one number. */
    public Key then(long element) {
        return new KeyWriter(bytes.length + 9).addAll(this).add(element).toKey();
    }

    /**
     * The common beginning of all tuples that begin with this one and go on with a string that starts with {@code
     * start}. Good for ranges only: it is no tuple.
     */
    public Key thenStringStarting(String start) {
        return new KeyWriter(bytes.length + start.length() + 2)
                .addAll(this)
                .addStart(start)
                .toKey();
    }

    /** The smallest bound above this very key: keys that extend it lie at or above that bound. */
    public Key next() {
        return new Key(Arrays.copyOf(bytes, bytes.length + 1));
    }

    /**
     * The bound above every tuple that begins with these elements. What a string starting with the last one would add (a
     * zero, written 00 FF) lies above it, since no tag is FF.
     */
    public Key afterPrefix() {
        byte[] end = Arrays.copyOf(bytes, bytes.length + 1);
        end[bytes.length] = (byte) 0xFF;
        return new Key(end);
    }

    /** Whether this tuple begins with the elements of the other. */
    public boolean startsWith(Key prefix) {
        return compareTo(prefix) >= 0 && compareTo(prefix.afterPrefix()) < 0;
    }

    /** This key without a beginning that it has. */
    Key without(Key prefix) {
        return new Key(Arrays.copyOfRange(bytes, prefix.bytes.length, bytes.length));
    }

    /** The elements in order: {@code String}, {@code Long}, {@code Instant}, {@code Boolean} or {@code Bytes}. */
    public List<Object> elements() {
        List<Object> elements = new ArrayList<>();
        KeyReader reader = reader();
        while (reader.hasNext()) {
            elements.add(reader.next());
        }
        return List.copyOf(elements);
    }

    /** A reader at the first element. */
    public KeyReader reader() {
        return new KeyReader(bytes, 0);
    }

    /** A reader at the first element after a beginning that this key has. */
    KeyReader readerAfter(Key prefix) {
        return new KeyReader(bytes, prefix.bytes.length);
    }

    /** A copy of the encoding. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The length of the encoding, in bytes. */
    public int length() {
        return bytes.length;
    }

    /** The encoding itself, for writers of this package, which do not change it. */
    byte[] shared() {
        return bytes;
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        int cached = hash;
        if (cached == 0) {
            cached = Arrays.hashCode(bytes);
            hash = cached;
        }
        return cached;
    }

    /** The elements for a reader's eye; bounds that are no tuples are shown in hexadecimal. */
    @Override
    public String toString() {
        try {
            return elements().toString();
        } catch (IllegalArgumentException notATuple) {
            return Bytes.copyOf(bytes).toString();
        }
    }
}
