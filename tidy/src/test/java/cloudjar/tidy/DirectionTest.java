package cloudjar.tidy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Which module may see which. Change ARCHITECTURE.md first: an arrow added here is a decision about the whole house, and
 * one that makes a test pass today is usually a noun missing in the kernel.
 */
class DirectionTest {
    /**
     * A module.
     *
     * @param sees the modules it may name, beside itself
     */
    record Module(String name, List<String> sees, String reason) {
        String packages() {
            return packagesOf(name);
        }

        String[] allowed() {
            return Stream.concat(Stream.of(name), sees.stream())
                    .map(Module::packagesOf)
                    .toArray(String[]::new);
        }

        private static String packagesOf(String module) {
            return "cloudjar." + module + "..";
        }

        @Override
        public String toString() {
            return name + " sees " + sees;
        }
    }

    static final List<Module> MODULES = List.of(
            new Module("kernel", List.of(), "every service stands on it: it stands on nothing and names no service"),
            new Module("modelgen", List.of("kernel"), "a tool of the build: it writes what the kernel reads"),
            new Module(
                    "protocols",
                    List.of("kernel"),
                    "codecs see schemas and never a service: a wire fact lives in the model"),
            new Module(
                    "gateway",
                    List.of("protocols", "kernel"),
                    "the front door stands on protocols and kernel contracts; services are handed to it"),
            new Module(
                    "services",
                    List.of("api", "kernel"),
                    "a service sees AWS's interfaces and the kernel: no wire and no front door"),
            new Module(
                    "engines",
                    List.of("kernel"),
                    "adapters implement kernel interfaces, so that a service can be tested with a fake"),
            new Module(
                    "server",
                    List.of("gateway", "protocols", "services", "engines", "api", "kernel"),
                    "the composition root alone knows all parts, and nothing that is only there for tests"));

    @ParameterizedTest
    @FieldSource("MODULES")
    void aModuleSeesOnlyWhatStandsBelowIt(Module module) {
        noClasses()
                .that()
                .resideInAPackage(module.packages())
                .should()
                .dependOnClassesThat(resideInAPackage("cloudjar..").and(not(resideInAnyPackage(module.allowed()))))
                .because(module.reason())
                .allowEmptyShould(true)
                .check(House.MAIN);
    }

    @Test
    void servicesDoNotKnowEachOther() {
        slices().matching("cloudjar.services.(*)..")
                .should()
                .notDependOnEachOther()
                .because(
                        "services meet through AWS's own interfaces, so that such a call is authorised, audited, counted and"
                                + " breakable like any other: use Cloud, as a service principal")
                .allowEmptyShould(true)
                .check(House.MAIN);
    }

    @Test
    void whatServicesDoAlikeKnowsNoService() {
        noClasses()
                .that()
                .resideInAPackage("cloudjar.services")
                .and()
                .doNotHaveSimpleName("Services")
                .should()
                .dependOnClassesThat(resideInAPackage("cloudjar.services.*.."))
                .because(
                        "it would carry one service into the others: it sees AWS's interfaces and the kernel, as they do")
                .allowEmptyShould(true)
                .check(House.MAIN);
    }

    @Test
    void kernelPackagesFormNoCycle() {
        slices().matching("cloudjar.kernel.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a cycle makes two packages one: whoever reads the first has to read the second")
                .allowEmptyShould(true)
                .check(House.MAIN);
    }

    @Test
    void aModuleHoldsItsOwnPackageAndNoOther() {
        List<String> strangers = House.MAIN.stream()
                .filter(type -> type.getSource().isPresent())
                .filter(type -> !moduleOf(
                                type.getSource().orElseThrow().getUri().getPath())
                        .equals(packageBelowRoot(type.getPackageName())))
                .map(type -> type.getName() + " in "
                        + type.getSource().orElseThrow().getUri().getPath())
                .toList();
        assertThat(strangers)
                .as("classes outside cloudjar.<module>: the rules go by package, so a package has one module")
                .isEmpty();
    }

    private static String moduleOf(String classFile) {
        String upToTarget = classFile.substring(0, classFile.indexOf("/target/classes/"));
        return upToTarget.substring(upToTarget.lastIndexOf('/') + 1);
    }

    private static String packageBelowRoot(String name) {
        String[] parts = name.split("\\.", -1);
        return parts.length > 1 && parts[0].equals("cloudjar") ? parts[1] : name;
    }
}
