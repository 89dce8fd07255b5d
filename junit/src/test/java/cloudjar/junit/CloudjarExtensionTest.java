package cloudjar.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The extension seen from outside: what runs how often, what is refused, what is left. */
class CloudjarExtensionTest {
    private static Events run(Class<?>... classes) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .selectors(List.of(classes).stream()
                        .map(DiscoverySelectors::selectClass)
                        .toArray(DiscoverySelector[]::new))
                .execute()
                .allEvents();
    }

    static final class OneQueue implements WorldPreparation {
        static final List<String> WORLDS = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void prepare(CloudWorld world) {
            WORLDS.add(world.id());
            world.client(SqsClient.class).createQueue(queue -> queue.queueName("prepared"));
        }
    }

    static final Set<String> SEEN = Collections.synchronizedSet(new HashSet<>());

    @Cloudjar
    @PreparedWorld(OneQueue.class)
    static class First {
        static @Nullable SqsClient ofClass;

        @BeforeAll
        static void more(SqsClient sqs) {
            assertThat(sqs).isSameAs(ofClass);
            sqs.createQueue(queue -> queue.queueName("more"));
        }

        @AfterAll
        static void nothingOfTheTestsIsInTheClassesWorld() {
            assertThat(Objects.requireNonNull(ofClass).listQueues().queueUrls()).hasSize(2);
        }

        @Test
        void one(SqsClient sqs, CloudWorld world) {
            look(sqs, world);
        }

        @Test
        void two(SqsClient sqs, CloudWorld world) {
            look(sqs, world);
        }

        private static void look(SqsClient sqs, CloudWorld world) {
            assertThat(sqs.listQueues().queueUrls()).hasSize(2);
            sqs.createQueue(queue -> queue.queueName("own"));
            SEEN.add(world.id());
        }
    }

    @Cloudjar
    @PreparedWorld(OneQueue.class)
    static class Second {
        @Test
        void finds(SqsClient sqs) {
            assertThat(sqs.listQueues().queueUrls()).hasSize(1);
        }
    }

    @Test
    void aPreparationRunsOnceForAllClassesThatNameIt() {
        OneQueue.WORLDS.clear();
        SEEN.clear();
        Events events = run(First.class, Second.class);
        assertThat(events.failed().count()).isZero();
        assertThat(events.succeeded()
                        .filter(event -> event.getTestDescriptor().isTest())
                        .count())
                .isEqualTo(3);
        assertThat(OneQueue.WORLDS).hasSize(1);
        assertThat(SEEN).as("a world for each test").hasSize(2);
        assertThat(First.ofClass).as("static fields are emptied").isNull();
    }

    @Cloudjar
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class SharedFields {
        @SuppressWarnings("NullAway.Init")
        SqsClient sqs;

        @Test
        void one() {}
    }

    @Cloudjar
    static class InstancePreparation {
        @PreparedWorld
        void prepare() {}

        @Test
        void one() {}
    }

    @Cloudjar
    static class UnknownParameter {
        @PreparedWorld
        static void prepare(String text) {}

        @Test
        void one() {}
    }

    @Cloudjar
    static class InConstructor {
        InConstructor(SqsClient sqs) {
            assertThat(sqs).isNull();
        }

        @Test
        void one() {}
    }

    @Test
    void whatCannotWorkIsRefusedWithItsReason() {
        assertRefused(SharedFields.class, "take parameters");
        assertRefused(InstancePreparation.class, "@PreparedWorld is for static methods");
        assertRefused(UnknownParameter.class, "nothing of type java.lang.String");
        assertRefused(InConstructor.class, "No ParameterResolver registered");
    }

    private static void assertRefused(Class<?> type, String reason) {
        List<String> failures = run(type).failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .toList();
        assertThat(failures).singleElement().asString().contains(reason);
    }
}
