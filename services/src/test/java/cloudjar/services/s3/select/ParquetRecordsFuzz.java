package cloudjar.services.s3.select;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged Parquet is told of in S3's words, whatever the damage. */
class ParquetRecordsFuzz {
    /** Damage may say that there are very many rows. */
    private static final int ROWS_MAX = 1000;

    private record Held(Bytes bytes) implements ObjectContent {
        @Override
        public long length() {
            return bytes.size();
        }

        @Override
        public InputStream open(long from, long length) {
            return new ByteArrayInputStream(bytes.toArray(), (int) from, (int) length);
        }
    }

    private static byte[] file() throws IOException {
        try (InputStream in =
                ParquetRecordsFuzz.class.getResourceAsStream("/cloudjar/services/s3/sales-gzip.parquet")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static int rows(byte[] bytes) {
        try (ParquetRecords records = ParquetRecords.of(new Held(Bytes.wrap(bytes)), 0, bytes.length)) {
            int rows = 0;
            while (rows < ROWS_MAX && records.next() != null) {
                rows++;
            }
            return rows;
        } catch (ApiException refused) {
            assertThat(refused.code()).contains("Parquet");
            return -1;
        }
    }

    @Test
    void damageIsTold() throws IOException {
        byte[] whole = file();
        assertThat(rows(whole)).isEqualTo(20);
        Random random = new Random(7);
        for (int i = 0; i < 150; i++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(rows(damaged)).isBetween(-1, ROWS_MAX);
        }
        for (int length = 0; length < whole.length; length += 97) {
            assertThat(rows(Arrays.copyOf(whole, length))).isEqualTo(-1);
        }
    }
}
