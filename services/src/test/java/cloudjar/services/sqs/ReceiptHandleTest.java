package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReceiptHandleTest {
    @Property(tries = 200)
    void aHandleReadsBack(@ForAll long backlog, @ForAll long sequence, @ForAll int receipt) {
        ReceiptHandle handle = new ReceiptHandle(backlog, sequence, receipt);
        assertThat(ReceiptHandle.parse(handle.toString())).contains(handle);
    }

    @Property(tries = 200)
    void anythingElseIsNone(@ForAll String text) {
        assertThat(ReceiptHandle.parse(text)).isEmpty();
    }

    @Test
    void aChangedHandleIsNone() {
        String handle = new ReceiptHandle(1, 2, 3).toString();
        assertThat(handle).startsWith("AQEB");
        assertThat(ReceiptHandle.parse(handle.replace("AQEBA", "AQEBB"))).isEmpty();
        assertThat(ReceiptHandle.parse(handle.substring(4))).isEmpty();
    }
}
