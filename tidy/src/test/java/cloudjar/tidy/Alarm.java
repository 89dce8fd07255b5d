package cloudjar.tidy;

import java.util.ArrayList;
import java.util.List;

/**
 * Something larger than it should be: a hint that a class plays more than one role.
 *
 * @param subject file, or file and member, that is too large
 * @param kind what was measured
 * @param size the measure
 */
record Alarm(String subject, Kind kind, int size) {
    /** The measures and the size up to which each is silent. */
    enum Kind {
        FILE_LINES(400, "split it by noun"),
        METHOD_LINES(50, "name its steps and make them methods"),
        CONSTRUCTOR_PARAMETERS(6, "find the noun that some of the parameters form together");

        final int silentUpTo;
        final String advice;

        Kind(int silentUpTo, String advice) {
            this.silentUpTo = silentUpTo;
            this.advice = advice;
        }
    }

    /** What an alarm is known by while its size changes. */
    record Key(String subject, Kind kind) {}

    Key key() {
        return new Key(subject, kind);
    }

    /** The alarms of one file. */
    static List<Alarm> of(SourceFile file) {
        List<Alarm> measured = new ArrayList<>();
        measured.add(new Alarm(file.path(), Kind.FILE_LINES, file.lines()));
        for (SourceFile.Method method : file.methods()) {
            String subject = file.path() + "#" + method.name();
            measured.add(new Alarm(subject, Kind.METHOD_LINES, method.lines()));
            measured.add(new Alarm(subject, Kind.CONSTRUCTOR_PARAMETERS, method.collaborators()));
        }
        return measured.stream()
                .filter(alarm -> alarm.size() > alarm.kind().silentUpTo)
                .toList();
    }

    /** The line of the committed list, {@code subject kind size}. */
    String line() {
        return subject + " " + kind + " " + size;
    }

    static Alarm parse(String line) {
        String[] parts = line.strip().split(" ", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not 'subject KIND size': " + line);
        }
        return new Alarm(parts[0], Kind.valueOf(parts[1]), Integer.parseInt(parts[2]));
    }
}
