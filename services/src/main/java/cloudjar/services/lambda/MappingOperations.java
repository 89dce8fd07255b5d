package cloudjar.services.lambda;

import cloudjar.api.lambda.CreateEventSourceMappingRequest;
import cloudjar.api.lambda.DeleteEventSourceMappingRequest;
import cloudjar.api.lambda.EventSourceMappingConfiguration;
import cloudjar.api.lambda.EventSourceMappings;
import cloudjar.api.lambda.GetEventSourceMappingRequest;
import cloudjar.api.lambda.ListEventSourceMappingsRequest;
import cloudjar.api.lambda.ListEventSourceMappingsResponse;
import cloudjar.api.lambda.UpdateEventSourceMappingRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.util.Map;
import java.util.Optional;

/** Event source mappings: made, shown, changed, deleted; pollers follow what is kept. */
final class MappingOperations implements EventSourceMappings {
    private final LimitProfile limits;
    private final MappingRules rules;
    private final Pollers pollers;

    MappingOperations(LimitProfile limits, MappingRules rules, Pollers pollers) {
        this.limits = limits;
        this.rules = rules;
        this.pollers = pollers;
    }

    @Override
    public EventSourceMappingConfiguration createEventSourceMapping(CreateEventSourceMappingRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        String id = call.world().ids().uuid();
        EventSourceMappingConfiguration made = rules.created(in, name, id, call);
        TagRules.check(in.tags(), limits);
        LambdaTables tables = LambdaTables.of(call);
        Mapping mapping = new Mapping(made, name.name(), Map.of());
        boolean unused = call.write(tx -> {
            refuseTwin(tx, tables, made);
            tables.mappings.put(tx, id, mapping);
            if (!in.tags().isEmpty()) {
                tables.tags.put(tx, String.valueOf(made.eventSourceMappingArn()), new LambdaTables.Tagged(in.tags()));
            }
            pollers.arm(tx, call.account(), call.region(), id, call.time());
            return true;
        });
        pollers.begin(call.world(), call.account(), call.region(), id);
        return made.toBuilder().state("Creating").build();
    }

    private static void refuseTwin(Snapshot snapshot, LambdaTables tables, EventSourceMappingConfiguration made) {
        Optional<EventSourceMappingConfiguration> twin = tables.mappings.rows(snapshot, Range.all()).stream()
                .map(row -> row.value().shown())
                .filter(other -> String.valueOf(other.functionArn()).equals(made.functionArn())
                        && String.valueOf(other.eventSourceArn()).equals(made.eventSourceArn()))
                .findFirst();
        if (twin.isPresent()) {
            throw LambdaErrors.mappingExists(made, String.valueOf(twin.get().uuid()));
        }
    }

    private static Mapping find(Snapshot snapshot, String id, Call call) {
        return LambdaTables.of(call).mappings.get(snapshot, id).orElseThrow(LambdaErrors::noPolicy);
    }

    @Override
    public EventSourceMappingConfiguration getEventSourceMapping(GetEventSourceMappingRequest in, Call call) {
        return call.read(snapshot -> find(snapshot, in.uuid(), call).shown());
    }

    @Override
    public EventSourceMappingConfiguration updateEventSourceMapping(UpdateEventSourceMappingRequest in, Call call) {
        Mapping old = call.read(snapshot -> find(snapshot, in.uuid(), call));
        EventSourceMappingConfiguration made = rules.changed(old.shown(), in, call);
        String function = in.functionName() == null
                ? old.functionName()
                : FunctionName.of(in.functionName(), call).name();
        boolean unused = call.write(tx -> {
            Mapping present = find(tx, in.uuid(), call);
            LambdaTables.of(call).mappings.put(tx, in.uuid(), new Mapping(made, function, present.positions()));
            tx.signal(Pollers.topic(in.uuid()));
            pollers.arm(tx, call.account(), call.region(), in.uuid(), call.time());
            return true;
        });
        pollers.begin(call.world(), call.account(), call.region(), in.uuid());
        return made.toBuilder().state("Updating").build();
    }

    @Override
    public EventSourceMappingConfiguration deleteEventSourceMapping(DeleteEventSourceMappingRequest in, Call call) {
        return call.write(tx -> {
            Mapping old = find(tx, in.uuid(), call);
            LambdaTables tables = LambdaTables.of(call);
            tables.mappings.delete(tx, in.uuid());
            tables.windows.deleteRange(tx, Range.prefix(in.uuid()));
            tables.tags.delete(tx, String.valueOf(old.shown().eventSourceMappingArn()));
            tx.signal(Pollers.topic(in.uuid()));
            return old.shown().toBuilder().state("Deleting").build();
        });
    }

    @Override
    public ListEventSourceMappingsResponse listEventSourceMappings(ListEventSourceMappingsRequest in, Call call) {
        int limit = Paging.limit(in.maxItems(), 100);
        String function = in.functionName() == null
                ? null
                : FunctionName.of(in.functionName(), call).arn();
        return call.read(snapshot -> {
            Page<Row<String, Mapping>> page = Paging.page(() -> LambdaTables.of(call)
                    .mappings
                    .page(snapshot, Range.all(), limit, in.marker(), "ListEventSourceMappings"));
            return ListEventSourceMappingsResponse.builder()
                    .eventSourceMappings(page.items().stream()
                            .map(row -> row.value().shown())
                            .filter(shown -> function == null || function.equals(shown.functionArn()))
                            .filter(shown -> in.eventSourceArn() == null
                                    || in.eventSourceArn().equals(shown.eventSourceArn()))
                            .toList())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }
}
