package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** What a database said, on its way through a body to whoever runs it. */
final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is to be done about it. */
    enum Kind {
        /** Another transaction came in between: to be run again. */
        CONFLICT,
        /** The server closed the connection, or it broke before the commit was sent: nothing has happened. */
        LOST,
        /** The connection broke, or there was none to be had; what was under way may have happened. */
        UNREACHABLE,
        /** The database has no room. */
        FULL,
        /** The database may not be written: a standby, or we lack the right. */
        NOT_WRITABLE,
        /** Something else, which running again does not mend. */
        REFUSED
    }

    private final Kind kind;

    SqlFailure(SQLException cause) {
        this(cause, kindOf(cause));
    }

    private SqlFailure(Throwable cause, Kind kind) {
        super(cause.getMessage(), cause);
        this.kind = kind;
    }

    /** The same, where it may have happened. */
    SqlFailure unknown() {
        return new SqlFailure(this, Kind.UNREACHABLE);
    }

    /** The same, where nothing can have happened. */
    SqlFailure lost() {
        return new SqlFailure(this, Kind.LOST);
    }

    private static Kind kindOf(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "40001", "40P01" -> Kind.CONFLICT;
            // The server says so itself before it goes.
            case "57P01", "57P02", "57P03", "57P05", "25P03" -> Kind.LOST;
            case "53100" -> Kind.FULL;
            case "25006", "42501" -> Kind.NOT_WRITABLE;
            case "53300" -> Kind.UNREACHABLE;
            default ->
                state.startsWith("08") || e instanceof SQLTransientConnectionException
                        ? Kind.UNREACHABLE
                        : Kind.REFUSED;
        };
    }

    Kind kind() {
        return kind;
    }

    /** Whether the connection is gone. */
    boolean disconnected() {
        return kind == Kind.LOST || kind == Kind.UNREACHABLE;
    }

    /** What callers of the store are told. */
    StoreFailedException toStoreFailure(String what) {
        return new StoreFailedException(
                switch (kind) {
                    case CONFLICT -> Reason.CONTENDED;
                    case LOST, UNREACHABLE -> Reason.UNREACHABLE;
                    case FULL -> Reason.FULL;
                    case NOT_WRITABLE -> Reason.NOT_WRITABLE;
                    case REFUSED -> Reason.BROKEN;
                },
                what + ": " + why() + " (" + getMessage() + ")",
                this);
    }

    private String why() {
        return switch (kind) {
            case CONFLICT -> "others change the same rows all the time";
            case LOST, UNREACHABLE -> "the database cannot be reached";
            case FULL -> "the database has no room";
            case NOT_WRITABLE -> "the database may not be written";
            case REFUSED -> "the database refuses";
        };
    }
}
