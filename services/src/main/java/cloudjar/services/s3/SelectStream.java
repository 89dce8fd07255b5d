package cloudjar.services.s3;

import cloudjar.api.s3.EndEvent;
import cloudjar.api.s3.Progress;
import cloudjar.api.s3.ProgressEvent;
import cloudjar.api.s3.RecordsEvent;
import cloudjar.api.s3.SelectObjectContentEventStream;
import cloudjar.api.s3.Stats;
import cloudjar.api.s3.StatsEvent;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.EventStream;
import cloudjar.kernel.shape.Structure;
import cloudjar.services.s3.select.Bzip2InputStream;
import cloudjar.services.s3.select.SelectErrors;
import cloudjar.services.s3.select.Selection;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The events that tell of a selection: its rows, how far it has come where that is wanted, its figures, its end. */
final class SelectStream implements EventStream {
    private static final int EVENT_CHARS = 64 << 10;

    private enum State {
        ROWS,
        PROGRESS,
        STATS,
        END,
        OVER
    }

    private final Selection selection;
    private final Scan scan;
    private final boolean progress;
    private State state = State.ROWS;
    private boolean exhausted;
    private long returned;

    /** @param scan what the selection reads; closed with the stream */
    SelectStream(Selection selection, Scan scan, boolean progress) {
        this.selection = selection;
        this.scan = scan;
        this.progress = progress;
    }

    @Override
    public @Nullable Structure next() {
        return switch (state) {
            case ROWS -> {
                Bytes rows = rows();
                if (rows.size() == 0) {
                    state = State.STATS;
                    yield next();
                }
                returned += rows.size();
                state = progress ? State.PROGRESS : exhausted ? State.STATS : State.ROWS;
                yield SelectObjectContentEventStream.ofRecords(
                        RecordsEvent.builder().payload(rows).build());
            }
            case PROGRESS -> {
                state = exhausted ? State.STATS : State.ROWS;
                yield SelectObjectContentEventStream.ofProgress(ProgressEvent.builder()
                        .details(Progress.builder()
                                .bytesScanned(scan.scanned())
                                .bytesProcessed(scan.processed())
                                .bytesReturned(returned)
                                .build())
                        .build());
            }
            case STATS -> {
                state = State.END;
                yield SelectObjectContentEventStream.ofStats(StatsEvent.builder()
                        .details(Stats.builder()
                                .bytesScanned(scan.scanned())
                                .bytesProcessed(scan.processed())
                                .bytesReturned(returned)
                                .build())
                        .build());
            }
            case END -> {
                state = State.OVER;
                yield SelectObjectContentEventStream.ofEnd(EndEvent.of());
            }
            case OVER -> null;
        };
    }

    private Bytes rows() {
        StringBuilder rows = new StringBuilder();
        try {
            while (rows.length() < EVENT_CHARS) {
                String row = selection.next();
                if (row == null) {
                    exhausted = true;
                    break;
                }
                rows.append(row);
            }
            return Bytes.ofUtf8(rows.toString());
        } catch (ZipException | EOFException | Bzip2InputStream.DamagedException malformed) {
            throw SelectErrors.invalidCompression();
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be read", e);
        }
    }

    @Override
    public void close() {
        try {
            scan.close();
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be closed", e);
        }
    }
}
