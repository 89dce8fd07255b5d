package cloudjar.tidy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Time, chance, identity, threads and settings are handed in; services stay away from wires, files and threads. */
class BannedCallsTest {
    /** Where the machine is asked: the clock's own package, the composition root, and the load generator, whose job it is. */
    private static final String[] MAY_ASK_THE_MACHINE = {
        "cloudjar.kernel.clock..", "cloudjar.server..", "cloudjar.bench.."
    };

    private static final String[] MAY_READ_SETTINGS = {"cloudjar.server..", "cloudjar.bench.."};

    @Test
    void timeComesFromClock() {
        noClasses()
                .that()
                .resideOutsideOfPackages(MAY_ASK_THE_MACHINE)
                .should()
                .accessTargetWhere(calls(
                        "the machine's time",
                        (owner, name) -> (owner.startsWith("java.time.") && name.equals("now"))
                                || (owner.equals("java.time.Clock")
                                        && (name.startsWith("system") || name.startsWith("tick")))
                                || (owner.equals(System.class.getName())
                                        && (name.equals("currentTimeMillis") || name.equals("nanoTime")))))
                .because(
                        "the clock of a world can stand still and jump: take Clock by constructor, or the time of the Call")
                .check(House.MAIN);
    }

    @Test
    void chanceAndIdentityComeFromIds() {
        noClasses()
                .that()
                .resideOutsideOfPackages(MAY_ASK_THE_MACHINE)
                .should()
                .accessTargetWhere(calls(
                        "ambient chance",
                        (owner, name) -> (owner.equals(UUID.class.getName()) && name.equals("randomUUID"))
                                || (owner.equals(Math.class.getName()) && name.equals("random"))
                                || owner.equals("java.util.concurrent.ThreadLocalRandom")))
                .orShould()
                .callConstructor(Random.class)
                .because("a failure must have a seed: take Ids by constructor")
                .check(House.MAIN);
    }

    @Test
    void threadsComeFromOutside() {
        noClasses()
                .that()
                .resideOutsideOfPackages(MAY_ASK_THE_MACHINE)
                .should()
                .accessTargetWhere(calls(
                        "a thread of its own",
                        (owner, name) -> owner.equals(Thread.class.getName())
                                && (name.equals("<init>")
                                        || name.equals("sleep")
                                        || name.equals("startVirtualThread")
                                        || name.equals("ofVirtual")
                                        || name.equals("ofPlatform"))))
                .because(
                        "whoever starts a thread or sleeps cannot be tested without waiting: take an executor, Timers or Signals")
                .check(House.MAIN);
    }

    @Test
    void settingsAreReadInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages(MAY_READ_SETTINGS)
                .should()
                .accessTargetWhere(calls(
                        "the environment",
                        (owner, name) -> (owner.equals(System.class.getName())
                                        && (name.equals("getenv") || name.equals("getProperty")))
                                || ((owner.equals(Boolean.class.getName())
                                                || owner.equals(Integer.class.getName())
                                                || owner.equals(Long.class.getName()))
                                        && (name.equals("getBoolean")
                                                || name.equals("getInteger")
                                                || name.equals("getLong")))))
                .because(
                        "an option is declared once and handed on as a value; the server alone reads flags and environment")
                .check(House.MAIN);
    }

    @Test
    void staticsDoNotChange() {
        noFields()
                .that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages("cloudjar.bench..")
                .should()
                .notBeFinal()
                .because("a mutable static is shared by all worlds and all tests")
                .check(House.MAIN);
    }

    @Test
    void contextIsPassedAndNotHungOnTheThread() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .because("a Call is an argument of every operation, so that what an operation depends on can be read")
                .check(House.MAIN);
    }

    @Test
    void servicesTouchNoWireNoFileAndNoThread() {
        noClasses()
                .that()
                .resideInAPackage("cloudjar.services..")
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("reach outside the process or start work") {
                    @Override
                    public boolean test(JavaClass type) {
                        return reachesOut(type.getName());
                    }
                })
                .because(
                        "an operation is: read the input, one transaction, one answer; effects are returned or registered as data,"
                                + " bodies come as Blobs, waiting is a Timer or a Signal")
                .allowEmptyShould(true)
                .check(House.MAIN);
    }

    private static boolean reachesOut(String type) {
        boolean network = type.startsWith("java.net.")
                && !type.startsWith("java.net.URI")
                && !type.matches("java\\.net\\.URL(En|De)coder");
        boolean files = type.startsWith("java.nio.file.")
                || type.startsWith("java.nio.channels.")
                || type.matches("java\\.io\\.(File.*|RandomAccessFile)");
        boolean threads = type.matches("java\\.util\\.concurrent\\.(.*Execut.*|CompletableFuture|ForkJoin.*|Future.*)")
                || type.matches("java\\.util\\.Timer.*")
                || type.equals(Thread.class.getName());
        boolean wire = type.startsWith("com.fasterxml.jackson.")
                || type.startsWith("com.ctc.wstx.")
                || type.startsWith("javax.xml.")
                || type.startsWith("org.eclipse.jetty.");
        return network || files || threads || wire;
    }

    @Test
    void servicesHoldRecordsWithoutSetters() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("cloudjar.services..")
                .and()
                .haveRawReturnType(void.class)
                .should()
                .haveNameMatching("set[A-Z].*")
                .because(
                        "domain nouns are immutable: a change is a new value, written in a transaction that may run twice")
                .allowEmptyShould(true)
                .check(House.MAIN);
    }

    @Test
    void testsNeitherSleepNorMockNorDependOnOrder() {
        noClasses()
                .should()
                .accessTargetWhere(
                        calls("sleep", (owner, name) -> owner.equals(Thread.class.getName()) && name.equals("sleep")))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "org.easymock..", "org.powermock..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.junit.jupiter.api.Disabled")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.junit.jupiter.api.TestMethodOrder")
                .because(
                        "a test advances the clock or awaits a signal, uses the real part or a fake written for it, stands alone,"
                                + " and runs")
                .check(House.TESTS);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String what, BiPredicate<String, String> ownerAndName) {
        return new DescribedPredicate<>("is " + what) {
            @Override
            public boolean test(JavaAccess<?> access) {
                return ownerAndName.test(
                        access.getTargetOwner().getFullName(),
                        access.getTarget().getName());
            }
        };
    }
}
