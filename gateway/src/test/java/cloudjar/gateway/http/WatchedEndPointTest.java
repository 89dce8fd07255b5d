package cloudjar.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** Watching for the end of a connection takes nothing away from who reads it. */
class WatchedEndPointTest {
    private final ByteArrayEndPoint inner = new ByteArrayEndPoint() {
        @Override
        protected void execute(Runnable task) {
            task.run();
        }
    };
    private final WatchedEndPoint endPoint = new WatchedEndPoint(inner);
    private final AtomicInteger hungUp = new AtomicInteger();
    private final AtomicInteger readable = new AtomicInteger();

    @Test
    void theEndIsToldOnce() throws IOException {
        endPoint.watch(hungUp::incrementAndGet);
        inner.addInputEOF();
        assertThat(hungUp).hasValue(1);
        assertThat(read()).isEqualTo("end");
        endPoint.fillInterested(callback());
        assertThat(readable).hasValue(1);
    }

    @Test
    void nothingIsToldOnceNobodyWatches() throws IOException {
        endPoint.watch(hungUp::incrementAndGet);
        endPoint.unwatch();
        inner.addInputEOF();
        assertThat(hungUp).hasValue(0);
        assertThat(read()).isEqualTo("end");
    }

    @Test
    void whatComesInTheMeantimeIsReadLater() throws IOException {
        endPoint.watch(hungUp::incrementAndGet);
        inner.addInput("GET /ne");
        inner.addInput("xt");
        assertThat(hungUp).hasValue(0);
        endPoint.fillInterested(callback());
        assertThat(readable).hasValue(1);
        assertThat(read()).isEqualTo("GET /ne");
        assertThat(read()).isEqualTo("xt");
    }

    @Test
    void aReaderThatComesBackWhileWatchedIsWokenAndReadsItself() throws IOException {
        endPoint.watch(hungUp::incrementAndGet);
        endPoint.unwatch();
        endPoint.fillInterested(callback());
        assertThat(endPoint.isFillInterested()).isTrue();
        assertThat(endPoint.tryFillInterested(callback())).isFalse();
        inner.addInput("next");
        assertThat(readable).hasValue(1);
        assertThat(read()).isEqualTo("next");
    }

    private Callback callback() {
        return Callback.from(readable::incrementAndGet);
    }

    private String read() throws IOException {
        ByteBuffer buffer = BufferUtil.allocate(64);
        return endPoint.fill(buffer) < 0 ? "end" : BufferUtil.toString(buffer);
    }
}
