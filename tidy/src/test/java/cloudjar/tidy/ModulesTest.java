package cloudjar.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the other rules take for granted: every module is built before they look. */
class ModulesTest {
    private static final Repository REPOSITORY = Repository.here();

    @Test
    void tidyDependsOnEveryModuleItLooksAt() {
        String pom = Repository.read(REPOSITORY.root().resolve("tidy/pom.xml"));
        assertThat(REPOSITORY.handwrittenModules())
                .as("modules written by hand: tidy/pom.xml names each as a dependency, so that Maven builds it first")
                .allSatisfy(module -> assertThat(
                                module.equals("tidy") || pom.contains("<artifactId>" + module + "</artifactId>"))
                        .as(module)
                        .isTrue());
    }

    @Test
    void everyModuleIsCompiled() {
        List<String> missing = REPOSITORY.handwrittenModules().stream()
                .filter(module ->
                        Files.isDirectory(REPOSITORY.root().resolve(module).resolve("src/main/java")))
                .filter(module -> !Files.isDirectory(classesOf(module)))
                .toList();
        assertThat(missing)
                .as("modules with sources and without classes: build them too (mvn -pl tidy -am test)")
                .isEmpty();
    }

    private static Path classesOf(String module) {
        return REPOSITORY.root().resolve(module).resolve("target/classes");
    }

    @Test
    void modulesHoldDependenciesAndNoVersions() {
        List<String> withVersions = REPOSITORY.modules().stream()
                .filter(module -> Repository.read(
                                REPOSITORY.root().resolve(module).resolve("pom.xml"))
                        .replaceFirst("(?s)<parent>.*?</parent>", "")
                        .contains("<version>"))
                .toList();
        assertThat(withVersions)
                .as("module POMs that name a version: versions live in the root POM alone")
                .isEmpty();
    }
}
