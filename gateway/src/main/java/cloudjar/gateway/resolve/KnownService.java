package cloudjar.gateway.resolve;

import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.kernel.shape.ServiceSchema;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A service of the catalog, served or not. Its schema and its routes are read when they are first needed. */
final class KnownService {
    private final ServiceFacts facts;
    private final @Nullable ServiceBinding<?> binding;
    private final Supplier<ServiceSchema> schema;
    private final @Nullable ProtocolKind json;
    private final @Nullable ProtocolKind query;
    private final @Nullable ProtocolKind rest;
    private volatile @Nullable RouteTable routes;

    /** @param binding null where cloudjar does not serve it */
    KnownService(ServiceFacts facts, @Nullable ServiceBinding<?> binding, Supplier<ServiceSchema> schema) {
        this.facts = facts;
        this.binding = binding;
        this.schema = schema;
        this.json = first(ProtocolKind.AWS_JSON_1_0, ProtocolKind.AWS_JSON_1_1);
        this.query = first(ProtocolKind.AWS_QUERY, ProtocolKind.EC2_QUERY);
        this.rest = first(ProtocolKind.REST_JSON_1, ProtocolKind.REST_XML);
    }

    private @Nullable ProtocolKind first(ProtocolKind one, ProtocolKind other) {
        for (ProtocolKind kind : facts.protocols()) {
            if (kind == one || kind == other) {
                return kind;
            }
        }
        return null;
    }

    ServiceFacts facts() {
        return facts;
    }

    String id() {
        return facts.id();
    }

    @Nullable
    ServiceBinding<?> binding() {
        return binding;
    }

    ServiceSchema schema() {
        return schema.get();
    }

    /** The operation with this name, or null. */
    @Nullable
    OperationSchema operation(String name) {
        return schema().operation(name);
    }

    /** The version of awsJson that it speaks; null where it speaks none. */
    @Nullable
    ProtocolKind json() {
        return json;
    }

    /** The query protocol that it speaks; null where it speaks none. */
    @Nullable
    ProtocolKind query() {
        return query;
    }

    /** The protocol with HTTP bindings that it speaks; null where it speaks none. */
    @Nullable
    ProtocolKind rest() {
        return rest;
    }

    RouteTable routes() {
        RouteTable known = routes;
        if (known == null) {
            synchronized (this) {
                known = routes;
                if (known == null) {
                    routes = known = RouteTable.of(schema());
                }
            }
        }
        return known;
    }

    @Override
    public String toString() {
        return facts.id();
    }
}
