package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What RocksDB or the file system says of a failure, in our words. */
final class Failure {
    private Failure() {}

    static StoreFailedException of(String what, Path where, RocksDBException e) {
        Reason reason = reasonOf(e.getStatus(), String.valueOf(e.getMessage()));
        return new StoreFailedException(reason, sentence(what, where, reason, String.valueOf(e.getMessage())), e);
    }

    static StoreFailedException of(String what, Path where, IOException e) {
        String said = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(e.getMessage());
        Reason reason = e instanceof AccessDeniedException ? Reason.NOT_WRITABLE : reasonOf(null, said);
        return new StoreFailedException(reason, sentence(what, where, reason, said), e);
    }

    private static String sentence(String what, Path where, Reason reason, String said) {
        String why =
                switch (reason) {
                    case FULL -> "the disk is full";
                    case NOT_WRITABLE -> "it may not be written";
                    case DAMAGED -> "it is damaged";
                    default -> "the disk failed";
                };
        return what + " " + where + ": " + why + " (" + said + ")";
    }

    /** RocksDB passes on what the operating system said as text alone. */
    private static Reason reasonOf(@Nullable Status status, String said) {
        String words = said.toLowerCase(Locale.ROOT);
        if ((status != null && status.getSubCode() == Status.SubCode.NoSpace)
                || words.contains("no space left")
                || words.contains("quota exceeded")) {
            return Reason.FULL;
        }
        if (words.contains("permission denied") || words.contains("read-only file system")) {
            return Reason.NOT_WRITABLE;
        }
        if (status != null
                && (status.getCode() == Status.Code.Corruption || status.getCode() == Status.Code.InvalidArgument)) {
            return Reason.DAMAGED;
        }
        return Reason.BROKEN;
    }
}
