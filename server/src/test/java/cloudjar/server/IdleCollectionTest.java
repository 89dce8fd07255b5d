package cloudjar.server;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.gateway.audit.Audit;
import cloudjar.gateway.audit.AuditRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdleCollectionTest {
    private static final long MB = 1 << 20;

    private final Audit audit = new Audit(10);
    private final AtomicLong used = new AtomicLong(40 * MB);
    private final AtomicLong live = new AtomicLong(30 * MB);
    private final AtomicInteger collections = new AtomicInteger();
    private final IdleCollection idle = new IdleCollection(audit, used::get, () -> {
        collections.incrementAndGet();
        used.set(live.get());
    });

    private void call(int times) {
        for (int i = 0; i < times; i++) {
            audit.add(new AuditRecord(
                    audit.sequence(),
                    Instant.EPOCH,
                    "request",
                    "default",
                    "000000000000",
                    "us-east-1",
                    "root",
                    "sqs",
                    "ReceiveMessage",
                    0,
                    200,
                    null,
                    null,
                    Duration.ZERO,
                    "POST",
                    "/"));
        }
    }

    @Test
    void whatABusyTimeLeftIsCollectedOnceItIsOver() {
        call(1000);
        used.set(500 * MB);
        idle.look();
        assertThat(collections).hasValue(0);

        call(20);
        idle.look();
        assertThat(collections).hasValue(1);

        idle.look();
        idle.look();
        assertThat(collections).hasValue(1);
    }

    @Test
    void littleIsNotWorthACollectionAndALargeStateNeedsMore() {
        idle.look();
        assertThat(collections).hasValue(0);

        used.set(2000 * MB);
        live.set(1500 * MB);
        idle.look();
        assertThat(collections).hasValue(1);

        used.set(2200 * MB);
        idle.look();
        assertThat(collections).hasValue(1);

        used.set(2300 * MB);
        idle.look();
        assertThat(collections).hasValue(2);
    }

    @Test
    void nothingIsCollectedOnceItIsClosed() {
        used.set(500 * MB);
        idle.close();
        idle.look();

        assertThat(collections).hasValue(0);
    }
}
