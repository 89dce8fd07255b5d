package cloudjar.services.ssm;

import cloudjar.api.ssm.Activation;
import cloudjar.api.ssm.Activations;
import cloudjar.api.ssm.CreateActivationRequest;
import cloudjar.api.ssm.CreateActivationResult;
import cloudjar.api.ssm.DeleteActivationRequest;
import cloudjar.api.ssm.DeleteActivationResult;
import cloudjar.api.ssm.DescribeActivationsFilter;
import cloudjar.api.ssm.DescribeActivationsRequest;
import cloudjar.api.ssm.DescribeActivationsResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Activations: kept under {@code ssm, activations, id}. No machine registers with one here, since no agent speaks to us.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-activation-managed-nodes.html">Hybrid
 *     activations</a>
 */
final class ActivationOperations implements Activations {
    private static final Table<String, StoredActivation> ACTIVATIONS = Table.of(
            "ssm",
            "activations",
            KeyCodec.STRING,
            RecordCodec.builder()
                    .with(Activation.class, Members.codec(Activation.class, () -> Activation.builder()
                            .build()))
                    .build(StoredActivation.class));
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration LIFE_MAX = Duration.ofDays(30);
    private static final int CODE_LENGTH = 20;
    private static final int PAGE = 50;

    private static ScopedTable<String, StoredActivation> table(Call call) {
        return ACTIVATIONS.in(call.scope());
    }

    @Override
    public CreateActivationResult createActivation(CreateActivationRequest in, Call call) {
        Instant end = Objects.requireNonNullElseGet(
                in.expirationDate(), () -> call.time().plus(LIFE));
        if (!end.isAfter(call.time()) || end.isAfter(call.time().plus(LIFE_MAX))) {
            throw AutomationErrors.associationParameters("ExpirationDate must be in the future, within 30 days.");
        }
        StoredActivation activation = new StoredActivation(
                Activation.builder()
                        .activationId(call.world().ids().uuid())
                        .description(in.description())
                        .defaultInstanceName(in.defaultInstanceName())
                        .iamRole(in.iamRole())
                        .registrationLimit(Objects.requireNonNullElse(in.registrationLimit(), 1))
                        .registrationsCount(0)
                        .expirationDate(end)
                        .createdDate(call.time())
                        .tags(Tagging.shown(Tagging.added(Map.of(), in.tags())))
                        .build(),
                call.world().ids().alphanumeric(CODE_LENGTH));
        boolean unused = call.write(tx -> {
            long most = SsmLimits.ACTIVATIONS_MAX.current();
            if (table(call).count(tx, Range.all().limit((int) most)) >= most) {
                throw SsmErrors.tooMuch("You can have at most " + most + " activations.");
            }
            table(call).put(tx, activation.id(), activation);
            return true;
        });
        return CreateActivationResult.builder()
                .activationId(activation.id())
                .activationCode(activation.code())
                .build();
    }

    @Override
    public DeleteActivationResult deleteActivation(DeleteActivationRequest in, Call call) {
        return call.write(tx -> {
            if (!table(call).delete(tx, in.activationId())) {
                throw AutomationErrors.noActivation();
            }
            return DeleteActivationResult.of();
        });
    }

    @Override
    public DescribeActivationsResult describeActivations(DescribeActivationsRequest in, Call call) {
        return WindowLookup.paged(
                call,
                snapshot -> table(call)
                        .page(
                                snapshot,
                                Range.all(),
                                WindowLookup.limit(in.maxResults(), PAGE),
                                in.nextToken(),
                                "DescribeActivations " + in.filters(),
                                row -> in.filters().stream()
                                        .allMatch(filter ->
                                                holds(filter, row.value().shown()))),
                page -> DescribeActivationsResult.builder()
                        .activationList(page.items().stream()
                                .map(row -> row.value().shown(call.time()))
                                .toList())
                        .nextToken(page.next().orElse(null))
                        .build());
    }

    private static boolean holds(DescribeActivationsFilter filter, Activation shown) {
        String value =
                switch (Objects.requireNonNullElse(filter.filterKey(), "")) {
                    case "DefaultInstanceName" -> shown.defaultInstanceName();
                    case "IamRole" -> shown.iamRole();
                    default -> shown.activationId();
                };
        return filter.filterValues().contains(value);
    }
}
