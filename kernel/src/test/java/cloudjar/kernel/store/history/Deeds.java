package cloudjar.kernel.store.history;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.store.history.Transaction.Deed;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes in a transaction and keeps what it did. */
public final class Deeds {
    private final Tx tx;
    private final List<Deed> done = new ArrayList<>();

    Deeds(Tx tx) {
        this.tx = tx;
    }

    /** Reads a list. */
    public void read(ListForm form, String list) {
        done.add(new Deed.ReadList(list, form.read(tx, list)));
    }

    /** Appends to a list. */
    public void append(ListForm form, String list, String element) {
        form.append(tx, list, element);
        done.add(new Deed.Append(list, element));
    }

    /** Reads a register. */
    public void read(String register) {
        done.add(new Deed.Read(register, tx.get(Key.of("register", register), Codec.STRING)));
    }

    /** Gives a register a value. */
    public void write(String register, String value) {
        read(register);
        tx.put(Key.of("register", register), value, Codec.STRING);
        done.add(new Deed.Write(register, value));
    }

    List<Deed> done() {
        return done;
    }
}
