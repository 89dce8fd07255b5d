package cloudjar.kernel.world;

import cloudjar.kernel.blob.BlobHome;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.store.postgres.PostgresAddress;
import cloudjar.kernel.store.postgres.PostgresEngine;
import cloudjar.kernel.store.postgres.PrivatePostgres;
import java.io.IOException;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresWorldsTest extends WorldsContract {
    private static @Nullable PrivatePostgres postgres;

    @BeforeAll
    static void startPostgres() {
        postgres = PrivatePostgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    StoreEngine newEngine() {
        return PostgresEngine.open(
                PostgresAddress.parse(Objects.requireNonNull(postgres).newDatabase()),
                new SplittableRandom(1)::nextLong);
    }

    @Override
    BlobHome newHome() throws IOException {
        return FileBlobs.temporary();
    }
}
