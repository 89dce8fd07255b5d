package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CheckingStoreTest extends StoreContract {
    record Forgetful(String kept) {}

    private static final Codec<Forgetful> FORGETFUL = Codec.STRING.as(kept -> new Forgetful(""), Forgetful::kept);

    @Override
    Store newStore(CommitListener commits) {
        return new CheckingStore(new MemoryStore(commits));
    }

    @Test
    void bodyThatIsNotRepeatableIsRefused() {
        Store store = newStore(CommitListener.NONE);
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> store.write(tx -> {
                    tx.put(Key.of("runs"), (long) runs.incrementAndGet(), Codec.LONG);
                    return 0;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not repeatable");
    }

    @Test
    void valueThatDoesNotSurviveItsCodecIsRefused() {
        Store store = newStore(CommitListener.NONE);

        assertThatThrownBy(() -> store.write(tx -> {
                    tx.put(Key.of("a"), new Forgetful("something"), FORGETFUL);
                    return 0;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not survive");
    }
}
