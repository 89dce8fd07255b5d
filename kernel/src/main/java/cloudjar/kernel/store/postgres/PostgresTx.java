package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.overlay.Overlay;
import cloudjar.kernel.store.overlay.OverlayTx;

/** A transaction of one node, which adds to parts of numbers that are its alone. */
final class PostgresTx extends OverlayTx {
    private final int slot;

    PostgresTx(View view, Overlay others, int slot) {
        super(view, others);
        this.slot = slot;
    }

    @Override
    public void add(Key key, long delta) {
        Key part = key.then(slot);
        Long before = get(part, Codec.LONG);
        put(part, before == null ? delta : before + delta, Codec.LONG);
    }
}
