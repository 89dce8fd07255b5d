package cloudjar.kernel.blob.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.postgres.PostgresAddress;
import cloudjar.kernel.store.postgres.PostgresEngine;
import cloudjar.kernel.store.postgres.PrivatePostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PostgresBlobsTest {
    @Test
    void contentIsKeptInPartsUntilNoWorldHoldsIt() throws IOException {
        try (PrivatePostgres postgres = PrivatePostgres.start();
                PostgresEngine engine = PostgresEngine.open(
                        PostgresAddress.parse(postgres.newDatabase()), new SplittableRandom(1)::nextLong)) {
            PostgresBlobs blobs = new PostgresBlobs(engine.database(), "0 seconds", "0 seconds");
            byte[] bytes = new byte[3 * PostgresBlobs.PART_BYTES + 7];
            new SplittableRandom(2).nextBytes(bytes);
            Blob.Stored held = write(blobs, bytes);
            Blob.Stored unheld = write(blobs, bytes);
            Blob.Stored whole = write(blobs, Arrays.copyOf(bytes, PostgresBlobs.PART_BYTES));
            Store store = engine.open("world", CommitListener.NONE);
            store.write(tx -> {
                tx.put(Blobs.keyOf(held.number()), 1L, Codec.LONG);
                return 0;
            });

            assertThat(whole.length()).isEqualTo(PostgresBlobs.PART_BYTES);
            blobs.delete(held.number());
            blobs.collect();

            assertThat(read(blobs, held)).isEqualTo(bytes);
            assertThatThrownBy(() -> blobs.open(unheld)).isInstanceOf(BlobGoneException.class);
            engine.drop("world");
            blobs.delete(held.number());
            blobs.collect();
            assertThatThrownBy(() -> blobs.open(held)).isInstanceOf(BlobGoneException.class);
        }
    }

    private static Blob.Stored write(PostgresBlobs blobs, byte[] bytes) throws IOException {
        ByteArrayInputStream content = new ByteArrayInputStream(bytes);
        byte[] buffer = new byte[1000];
        return blobs.write(buffer, content.readNBytes(buffer, 0, buffer.length), content);
    }

    private static byte[] read(PostgresBlobs blobs, Blob.Stored blob) throws IOException {
        try (BlobContent content = blobs.open(blob)) {
            return content.stream().readAllBytes();
        }
    }
}
