package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.function.FunctionCode;
import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionSpec;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Where no engine of containers answers. */
class NoContainersTest {
    private static final TestEngine ENGINE = new TestEngine("unix:///nowhere.sock", Runner.PROCESS);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void anImageIsRefusedWithTheRemedies() {
        FunctionSpec zip = TestEngine.function(128, "", "", 3, TestEngine.zip("unused", ""));
        FunctionCode.Image image = new FunctionCode.Image("mine:1", List.of(), List.of(), null);
        FunctionSpec function =
                new FunctionSpec(zip.id(), "", "", image, List.of(), zip.size(), zip.time(), zip.birth());
        assertThatThrownBy(() -> ENGINE.run(function, "{}"))
                .isInstanceOf(FunctionRefusedException.class)
                .hasMessageContaining("mine:1")
                .hasMessageContaining("start Docker")
                .hasMessageContaining("zip archive");
    }

    @Test
    void aMissingRuntimeIsRefusedWithTheRemedies() {
        FunctionSpec function = TestEngine.function(128, "dotnet99", "h", 3, TestEngine.zip("unused", ""));
        assertThatThrownBy(() -> ENGINE.run(function, "{}"))
                .isInstanceOf(FunctionRefusedException.class)
                .hasMessageContaining("install its interpreter")
                .hasMessageContaining("start Docker")
                .hasMessageContaining("provided.al2023");
    }

    @Test
    void theStateOfThingsSaysSo() {
        assertThat(ENGINE.containers()).contains("There is no engine of containers", "start Docker");
    }
}
