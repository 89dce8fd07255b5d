package cloudjar.services.cloudwatch;

import java.util.HashMap;
import java.util.Map;

/** The shapes of letters: six rows of three dots each, the last one below the line. */
final class Letters {
    static final int ROWS = 6;
    static final int COLUMNS = 3;

    /** How far one letter is from the next, in dots. */
    static final int ADVANCE = 4;

    /** Each letter with its rows as octal digits. */
    private static final String SHAPES =
            "0755570 1262270 2717470 3717170 4557110 5747170 6747570 7711110 8757570 9757170 "
                    + "A257550 B656560 C344430 D655560 E746470 F746440 G345530 H557550 I722270 J111520 K556550 L444470 M577550 "
                    + "N655550 O255520 P656440 Q255630 R656550 S342160 T722220 U555570 V555520 W557750 X552550 Y552220 Z712470 "
                    + "a063570 b465560 c034430 d135530 e025630 f346440 g035316 h465550 i202220 j101152 k456550 l622270 m077550 "
                    + "n065550 o025520 p065564 q035531 r034440 s036360 t272210 u055530 v055520 w055750 x052250 y055316 z073670 "
                    + ".000020 :020200 -007000 _000070 /112440 (122210 )422240 %512450 ,000240 +027200 =070700 <124210 >421240 "
                    + "[644460 ]311130 *052500 '220000 \"550000 !222020 ?612020 &252530 #575750 @255430 $362360 ;020240 |222220 "
                    + "~036000";

    private static final Map<Character, int[]> ROWS_OF = read();

    private Letters() {}

    private static Map<Character, int[]> read() {
        Map<Character, int[]> rows = new HashMap<>();
        for (String shape : SHAPES.split(" ")) {
            rows.put(
                    shape.charAt(0),
                    shape.substring(1).chars().map(c -> c - '0').toArray());
        }
        return rows;
    }

    /** Whether a letter has a dot; what has no shape has none. */
    static boolean dot(char letter, int row, int column) {
        int[] rows = ROWS_OF.get(letter);
        return rows != null && (rows[row] & 1 << (COLUMNS - 1 - column)) != 0;
    }

    /** How wide a text is, in dots. */
    static int width(String text) {
        return text.length() * ADVANCE;
    }
}
