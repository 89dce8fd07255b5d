package cloudjar.protocols.smithy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.Protocols;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * AWS's protocol test cases as a contract of one protocol: each passes, unless {@code protocol-skips.txt} excludes it, and
 * then it must fail, so that no exclusion outlives its reason.
 */
public abstract class ProtocolContract {
    private final ProtocolKind kind;

    protected ProtocolContract(ProtocolKind kind) {
        this.kind = kind;
    }

    @TestFactory
    Stream<DynamicTest> everyCaseThatAppliesToServersPasses() {
        CaseRunner runner = new CaseRunner(Protocols.of(kind));
        ProtocolSkips skips = ProtocolSkips.read();
        return ProtocolCase.of(kind).stream()
                .map(test -> dynamicTest(test.name(), () -> {
                    if (skips.reason(kind, test) == null) {
                        runNamed(runner, test);
                    } else {
                        assertThatThrownBy(() -> runner.run(test))
                                .as("a skipped case fails")
                                .isInstanceOfAny(AssertionError.class, RuntimeException.class);
                    }
                }));
    }

    /** Surefire shows no names of dynamic tests, so the failure carries it. */
    private static void runNamed(CaseRunner runner, ProtocolCase test) throws IOException {
        try {
            runner.run(test);
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError(test.name() + ": " + failed, failed);
        }
    }
}
