package cloudjar.testkit.structure;

import java.util.BitSet;
import java.util.Random;

/** Characters of which one is written at random. */
final class CharacterSet {
    private static final int FIRST_PRINTABLE = ' ';
    private static final int LAST_PRINTABLE = '~';

    /** Those of ASCII that can be seen, and the blank. */
    static final CharacterSet PRINTABLE = new CharacterSet().add(' ', '~');

    private final BitSet characters = new BitSet();

    CharacterSet add(char from, char to) {
        characters.set(from, to + 1);
        return this;
    }

    CharacterSet add(CharacterSet other) {
        characters.or(other.characters);
        return this;
    }

    CharacterSet addWord() {
        return add('a', 'z').add('A', 'Z').add('0', '9').add('_', '_');
    }

    /** The printable characters that are not in this set. */
    CharacterSet negated() {
        CharacterSet others = new CharacterSet().add(PRINTABLE);
        others.characters.andNot(characters);
        return others;
    }

    /** Writes one; those of ASCII that can be seen are preferred, since wide ranges are mostly of others. */
    void write(StringBuilder out, Random random, int loopMax) {
        BitSet printable = characters.get(FIRST_PRINTABLE, LAST_PRINTABLE + 1);
        int count = printable.cardinality();
        if (count == 0 || random.nextInt(20) == 0) {
            out.append((char) nth(characters, random.nextInt(Math.max(1, characters.cardinality()))));
        } else {
            out.append((char) (FIRST_PRINTABLE + nth(printable, random.nextInt(count))));
        }
    }

    private static int nth(BitSet set, int n) {
        int at = set.nextSetBit(0);
        for (int i = 0; i < n; i++) {
            at = set.nextSetBit(at + 1);
        }
        return Math.max(at, 0);
    }
}
