package cloudjar.server.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** The logging backend that SLF4J finds: every logger writes lines to standard error. */
public final class LineLogging implements SLF4JServiceProvider {
    /** The SLF4J version this was written for. */
    private static final String API_VERSION = "2.0.99";

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();
    private final Loggers loggers = new Loggers();

    /** Sets the least severe messages that are logged, from now on; without effect where another backend was found. */
    public static void setLeast(Level level) {
        if (LoggerFactory.getILoggerFactory() instanceof Loggers loggers) {
            loggers.least = level;
        }
    }

    /** Every logger that was asked for, and what they have in common. */
    static final class Loggers implements ILoggerFactory {
        private final Map<String, Logger> byName = new ConcurrentHashMap<>();
        private volatile Level least = Level.INFO;

        @Override
        public Logger getLogger(String name) {
            return byName.computeIfAbsent(name, unknown -> new LineLogger(unknown, this));
        }

        Level least() {
            return least;
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return API_VERSION;
    }

    @Override
    public void initialize() {}
}
