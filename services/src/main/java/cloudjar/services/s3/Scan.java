package cloudjar.services.s3;

import cloudjar.services.s3.select.ParquetRecords;
import cloudjar.services.s3.select.Records;
import java.io.IOException;

/** Records that are being read of an object, and how far that has come. Used by one thread. */
sealed interface Scan {
    Records records();

    /** How many bytes of the object were read. */
    long scanned();

    /** How many bytes those are, no longer compressed. */
    long processed();

    void close() throws IOException;

    /**
     * Lines or documents.
     *
     * @param raw what is scanned
     * @param text the same, no longer compressed
     */
    record Text(Records records, CountedStream raw, CountedStream text) implements Scan {
        @Override
        public long scanned() {
            return raw.count();
        }

        @Override
        public long processed() {
            return text.count();
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }

    /** Rows of Parquet, whose columns are compressed each by itself. */
    record Parquet(ParquetRecords records) implements Scan {
        @Override
        public long scanned() {
            return records.bytesRead();
        }

        @Override
        public long processed() {
            return records.bytesRead();
        }

        @Override
        public void close() {
            records.close();
        }
    }
}
