package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.engines.function.Language.Version;
import org.junit.jupiter.api.Test;

class LanguageTest {
    @Test
    void runtimesAskForVersions() {
        assertThat(Language.ofRuntime("nodejs22.x")).contains(new Version(Language.NODEJS, 22, 0));
        assertThat(Language.ofRuntime("python3.14")).contains(new Version(Language.PYTHON, 3, 14));
        assertThat(Language.ofRuntime("ruby3.4")).contains(new Version(Language.RUBY, 3, 4));
        assertThat(Language.ofRuntime("java21")).contains(new Version(Language.JAVA, 21, 0));
        assertThat(Language.ofRuntime("java8.al2")).contains(new Version(Language.JAVA, 8, 0));
        assertThat(Language.ofRuntime("provided.al2023")).isEmpty();
    }

    @Test
    void programsSayTheirs() {
        assertThat(Language.NODEJS.version("v20.11.1").orElseThrow().runtime()).isEqualTo("nodejs20.x");
        assertThat(Language.PYTHON.version("Python 3.9.18").orElseThrow().runtime())
                .isEqualTo("python3.9");
        assertThat(Language.RUBY
                        .version("ruby 3.3.4 (2024-07-09)")
                        .orElseThrow()
                        .runtime())
                .isEqualTo("ruby3.3");
        assertThat(Language.JAVA
                        .version("JAVA_VERSION=\"1.8.0_392\"")
                        .orElseThrow()
                        .runtime())
                .isEqualTo("java8");
        assertThat(Language.JAVA.version("JAVA_VERSION=\"25\"").orElseThrow().runtime())
                .isEqualTo("java25");
        assertThat(Language.RUBY.version("who knows")).isEmpty();
    }

    @Test
    void aJavaHeapLeavesRoomForTheMachine() {
        assertThat(Interpreter.javaHeapMegabytes(128)).isEqualTo(64);
        assertThat(Interpreter.javaHeapMegabytes(512)).isEqualTo(435);
        assertThat(Interpreter.javaHeapMegabytes(256)).isEqualTo(192);
    }
}
