package cloudjar.services.dax;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.DescribeTableInput;
import cloudjar.api.dynamodb.DynamoDb;
import cloudjar.api.dynamodb.KeySchemaElement;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.dax.wire.Items;
import cloudjar.services.dax.wire.KeyShape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client who is known.
 *
 * @param call in the client's name
 * @param nodes what all requests share
 */
record Visitor(Call call, Nodes nodes) {
    /** What all requests share. */
    record Nodes(DynamoDb dynamo, Items items, ItemCache cache) {}

    /** Where something is kept: what is asked for, in one account and region of one world. */
    private record Place(String world, String account, String region, Object what) {}

    private record ItemPlace(String table, Bytes key) {}

    /** What is kept for an item that is not there. */
    static final Map<String, AttributeValue> ABSENT = Map.of();

    /** For how long the key of a table is believed to be what it was. */
    private static final Duration SHAPE_TTL = Duration.ofMinutes(1);

    DynamoDb dynamo() {
        return nodes.dynamo();
    }

    Items items() {
        return nodes.items();
    }

    /** The cluster that answers: the first of the account in the region. */
    DaxCluster cluster() {
        return call.read(snapshot -> DaxTables.CLUSTERS.in(call.scope()).rows(snapshot, Range.all()).values().stream()
                .filter(DaxCluster::answers)
                .findFirst()
                .orElseThrow(() -> DaxErrors.noCluster(
                        "that answers, of account " + call.account() + " in " + call.region() + ",")));
    }

    /** The key of a table. */
    KeyShape shape(String table) {
        Object place = place("shape/" + table);
        if (nodes.cache().get(place, "", call.time()) instanceof KeyShape known) {
            return known;
        }
        // Nodes know the tables by the right of being AWS's: the caller's rights count for the items.
        Call asService = call.as(
                Principal.Service.actingFor("dax.amazonaws.com", cluster().arn(), call.account()));
        TableDescription description = Objects.requireNonNull(dynamo().describeTable(
                        DescribeTableInput.builder().tableName(table).build(), asService)
                .table());
        List<KeyShape.Attribute> attributes = new ArrayList<>();
        for (KeySchemaElement element : description.keySchema()) {
            String type = description.attributeDefinitions().stream()
                    .filter(definition -> definition.attributeName().equals(element.attributeName()))
                    .findFirst()
                    .orElseThrow()
                    .attributeType();
            attributes.add(new KeyShape.Attribute(element.attributeName(), type));
        }
        KeyShape shape = new KeyShape(attributes);
        nodes.cache().put(place, shape, 0, call.time().plus(SHAPE_TTL), "");
        return shape;
    }

    /** What is kept of an item; null for nothing. */
    @SuppressWarnings("unchecked") // Under the place of an item there is nothing else.
    @Nullable
    Map<String, AttributeValue> kept(String table, byte[] key) {
        return (Map<String, AttributeValue>) kept(new ItemPlace(table, Bytes.wrap(key)));
    }

    @Nullable
    Object kept(Object what) {
        return nodes.cache().get(place(what), reader(), call.time());
    }

    /** Keeps an item that was read or written. */
    void keep(String table, byte[] key, Map<String, AttributeValue> item, long weight) {
        keep(new ItemPlace(table, Bytes.wrap(key)), item, weight, DaxParameters.RECORD_TTL);
    }

    void keep(Object what, Object value, long weight, String parameter) {
        Duration ttl = call.read(snapshot -> ParameterGroups.find(
                        snapshot, call, cluster().settings().parameterGroup())
                .ttl(parameter));
        Instant end = ttl.isZero() ? null : call.time().plus(ttl);
        nodes.cache().put(place(what), value, weight, end, reader());
    }

    /** Forgets an item that is about to change, or has changed. */
    void forget(String table, byte[] key) {
        nodes.cache().drop(place(new ItemPlace(table, Bytes.wrap(key))));
    }

    private Place place(Object what) {
        return new Place(world(), call.account(), call.region(), what);
    }

    /** The world as it is until it is emptied: what comes in its place has the same name. */
    private String world() {
        return call.world().id() + "@" + System.identityHashCode(call.world());
    }

    private String reader() {
        return call.principal().id();
    }
}
