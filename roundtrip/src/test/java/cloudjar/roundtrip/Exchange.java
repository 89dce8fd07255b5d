package cloudjar.roundtrip;

import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The service behind the front door: it keeps what it receives and answers what it was told to. One call at a time. */
final class Exchange {
    private volatile @Nullable Structure output;
    private volatile @Nullable OperationSchema operation;
    private volatile @Nullable Structure input;

    /** Says what the next call is answered with; nothing has been received until then. */
    void prepare(@Nullable Structure nextOutput) {
        output = nextOutput;
        operation = null;
        input = null;
    }

    /** The call's end on the server. */
    Structure answer(OperationSchema calledOperation, Structure receivedInput) {
        Structure answer = output;
        if (answer == null) {
            throw new IllegalStateException("no answer was prepared");
        }
        input = whole(receivedInput);
        operation = calledOperation;
        return answer;
    }

    /** The operation that was called; null where none was. */
    @Nullable
    OperationSchema operation() {
        return operation;
    }

    /** What was received, its content in memory; null where nothing was. */
    @Nullable
    Structure input() {
        return input;
    }

    /** The structure with what streams as bytes, which can be compared. */
    static Structure whole(Structure structure) {
        @Nullable Object[] values = structure.slots();
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Body body) {
                try (InputStream in = body.open()) {
                    values[i] = Bytes.wrap(in.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return structure.schema().create(values);
    }
}
