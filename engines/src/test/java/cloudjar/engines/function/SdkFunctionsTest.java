package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.function.FunctionSpec;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** AWS's SDK in functions, where this machine has it. */
class SdkFunctionsTest {
    private static final String PYTHON = """
        import importlib.util
        def handler(event, context):
            import boto3
            return boto3.__name__ + " " + getattr(boto3, "OWNER", "the machine's")
        def others(event, context):
            return importlib.util.find_spec("boto4") is None
        """;

    private static TestEngine engine;

    @BeforeAll
    static void open() {
        engine = new TestEngine();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static String run(FunctionSpec function) {
        return engine.run(function, "{}").answer().body().utf8();
    }

    private static FunctionSpec python(String handler, String... files) {
        return TestEngine.function(512, "python3.12", handler, 60, TestEngine.zip(files));
    }

    @Test
    void pythonFindsThatOfTheMachine() {
        engine.needs("python3.12");
        Machine machine = Machine.here(Ids.secure(), "cloudjar-engine-test-sdk");
        Optional<Interpreter> python = new Inventory(new Programs(machine), machine.home()).find("python3.12");
        assumeTrue(python.filter(each -> each.sdk() != null).isPresent(), "SKIPPED: no Python here has boto3");
        assertThat(run(python("main.handler", "main.py", PYTHON))).isEqualTo("\"boto3 the machine's\"");
        assertThat(run(python("main.others", "main.py", PYTHON))).isEqualTo("true");
    }

    @Test
    void whatAFunctionBringsComesFirst() {
        engine.needs("python3.12");
        assertThat(run(python("main.handler", "main.py", PYTHON, "boto3/__init__.py", "OWNER = 'mine'")))
                .isEqualTo("\"boto3 mine\"");
    }
}
