package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.testkit.InProcessCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Services that are not made yet are made by whoever names them: none may register what nothing that wakes it names. */
class StandbyServicesTest {
    /** A cloud that nobody has called yet. */
    private record Fresh(InProcessCloud cloud, Wiring wiring, List<ServiceBinding<?>> services)
            implements AutoCloseable {
        static Fresh start() {
            AtomicReference<Wiring> given = new AtomicReference<>();
            List<ServiceBinding<?>> services = new ArrayList<>();
            InProcessCloud cloud = InProcessCloud.start(
                    wiring -> {
                        given.set(wiring);
                        services.addAll(Services.all(wiring));
                        return services;
                    },
                    LimitProfile.CURRENT,
                    new MemoryEngine());
            return new Fresh(cloud, Objects.requireNonNull(given.get()), services);
        }

        static Fresh startAndMakeAll() {
            Fresh all = start();
            all.services.forEach(ServiceBinding::implementation);
            return all;
        }

        @Override
        public void close() {
            cloud.close();
        }
    }

    @Test
    void handlersOfTimersAreFoundBeforeTheirServiceIsMade() {
        try (Fresh all = Fresh.startAndMakeAll();
                Fresh few = Fresh.start()) {
            assertThat(few.wiring.timers().names()).isNotEmpty().doesNotContain("sqs.sweep", "kms.delete");

            for (String name : all.wiring.timers().names()) {
                assertThat(few.wiring.timers().find(name)).as(name).isPresent();
            }
            assertThat(few.wiring.timers().find("sqs.none")).isEmpty();
            assertThat(few.wiring.timers().find("none")).isEmpty();
        }
    }

    @Test
    void policiesOfResourcesAreFoundBeforeTheirServiceIsMade() {
        try (Fresh all = Fresh.startAndMakeAll();
                Fresh few = Fresh.start()) {
            assertThat(few.wiring.access().withPolicies()).isNotEmpty().doesNotContain("kms", "sqs");

            for (String name : all.wiring.access().withPolicies()) {
                assertThat(few.wiring.access().policies(name)).as(name).isNotNull();
            }
            assertThat(few.wiring.access().policies("none")).isNull();
        }
    }

    @Test
    void rulesAreThoseOfTheServiceThoughItIsNotMade() {
        try (Fresh all = Fresh.startAndMakeAll();
                Fresh few = Fresh.start()) {
            List<String> same = few.services.stream()
                    .filter(service -> all.wiring.access().rules(service.api().schema())
                            == few.wiring.access().rules(service.api().schema()))
                    .map(service -> service.api().id())
                    .toList();

            assertThat(same).contains("acm", "dynamodb", "dynamodbstreams", "kms", "lambda", "sns", "sqs", "ssm");
        }
    }
}
