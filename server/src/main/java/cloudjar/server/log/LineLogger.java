package cloudjar.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes each message as one line: time, level, logger, text; a stack trace follows on lines of its own. */
final class LineLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    /** Whose messages below warnings are of no use to a user of cloudjar and drown those that are. */
    private static final String CHATTY = "org.eclipse.jetty";

    /** A pool of connections warns of each that breaks; whoever used it says so too. */
    private static final String WORRIED = "com.zaxxer.hikari";

    private final transient LineLogging.Loggers loggers;
    private final String shortName;
    private final Level floor;

    LineLogger(String name, LineLogging.Loggers loggers) {
        this.loggers = loggers;
        this.name = name;
        this.shortName = name.substring(name.lastIndexOf('.') + 1);
        this.floor = name.startsWith(WORRIED) ? Level.ERROR : name.startsWith(CHATTY) ? Level.WARN : Level.TRACE;
    }

    private boolean enabled(Level level) {
        return level.toInt() >= loggers.least().toInt() && level.toInt() >= floor.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return enabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return enabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return enabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return enabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return enabled(Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        StringBuilder line = new StringBuilder(128);
        line.append(Instant.now().truncatedTo(ChronoUnit.MILLIS)).append(' ');
        line.append(level).append(level.toString().length() == 4 ? "  " : " ");
        line.append(shortName).append(": ");
        line.append(oneLine(MessageFormatter.basicArrayFormat(pattern, arguments)));
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            line.append(System.lineSeparator()).append(trace.toString().stripTrailing());
        }
        System.err.println(line);
    }

    /** What callers send ends up in messages: a line feed in it must not look like another message. */
    private static String oneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
