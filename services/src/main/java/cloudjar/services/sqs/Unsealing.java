package cloudjar.services.sqs;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Opens what one call receives. KMS is asked before messages are received and not after: who may not read them leaves them
 * as they are. Used by one thread.
 */
final class Unsealing {
    private final MessageCipher cipher;
    private final Call call;
    private final Map<Seal, Bytes> open = new HashMap<>();

    Unsealing(MessageCipher cipher, Call call) {
        this.cipher = cipher;
        this.call = call;
    }

    /** Ends a transaction that has met messages which cannot be read yet. */
    private static final class SealedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Queue queue;
        private final transient Set<Seal> seals;

        SealedException(Queue queue, Set<Seal> seals) {
            super("sealed", null, false, false);
            this.queue = queue;
            this.seals = seals;
        }
    }

    /**
     * What an attempt to receive receives, readable.
     *
     * @param attempt one transaction that hands on what it received to {@link #check}; it is made again where that stops it
     * @throws cloudjar.kernel.shape.ApiException where KMS refuses the caller a data key
     */
    Reception receive(Supplier<Reception> attempt) {
        while (true) {
            try {
                return readable(attempt.get());
            } catch (SealedException sealed) {
                for (Seal seal : sealed.seals) {
                    open.put(seal, cipher.open(seal, sealed.queue, call));
                }
            }
        }
    }

    /** Lets pass what can be read; for the rest the transaction ends without effect. */
    Reception check(Reception reception) {
        Set<Seal> closed = new HashSet<>(0);
        for (Received received : reception.messages()) {
            Seal seal = received.message().seal();
            if (seal != null && !open.containsKey(seal)) {
                closed.add(seal);
            }
        }
        if (!closed.isEmpty()) {
            throw new SealedException(reception.queue(), closed);
        }
        return reception;
    }

    private Reception readable(Reception reception) {
        if (open.isEmpty()) {
            return reception;
        }
        List<Received> messages = new ArrayList<>(reception.messages().size());
        for (Received received : reception.messages()) {
            Seal seal = received.message().seal();
            Bytes key = seal == null ? null : open.get(seal);
            messages.add(key == null ? received : received.with(MessageCipher.unseal(received.message(), key)));
        }
        return reception.with(messages);
    }
}
