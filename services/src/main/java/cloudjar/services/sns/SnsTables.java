package cloudjar.services.sns;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Log;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Rows;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedLog;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The tables of SNS in one account and region.
 *
 * <pre>
 * topics                        name String                           {@link Topic}
 * topic-counts                  name String                           {@link TopicCounts}
 * numbers                       "topic" or "sequence/" and a name     the last number given out
 *                               "topics/standard", "topics/fifo"      how many there are
 * subscriptions                 topic name String, id String          {@link Subscription}
 * subscriptions/by-endpoint     topic, protocol, endpoint             (nothing)
 * tokens                        token String                          {@link Confirmation}
 * deliveries                    id String                             {@link Delivery}: what is not yet with its receiver
 * throttles                     subscription id String                when its next delivery may be, in milliseconds
 * deduplications                topic name String, key String         {@link Deduplication}
 * pending                       topic name String, sequence long      {@link Publication}: of FIFO topics, in their order
 * archive                       topic name String, sequence long      {@link Publication}: a log
 * replays                       topic name String, id String          {@link Replay}
 * outbox                        time long, id String                  {@link OutboxMessage}
 * applications                  platform/name String                  {@link PlatformApplication}
 * endpoints                     platform/name String, id String       {@link PlatformEndpoint}
 * endpoints/by-token            platform/name and token               (nothing)
 * settings                      "sms"                                 {@link TextSettings}
 * opted-out                     number String                         when, in milliseconds
 * sandbox                       number String                         {@link SandboxNumber}
 * </pre>
 */
final class SnsTables {
    static final String SERVICE = "sns";

    /** Something of a topic or an application by a name. */
    record OwnedKey(String owner, String name) {}

    /** A place in a topic's order. */
    record PlaceKey(String topic, long sequence) {}

    /** By which endpoint a subscription is found. */
    record EndpointKey(String topic, String protocol, String endpoint) {}

    /** A message by the time at which it was sent. */
    record TimedKey(long atMillis, String id) {}

    private static final KeyCodec<OwnedKey> OWNED_KEY = KeyCodec.of(
            (key, out) -> out.add(key.owner).add(key.name), in -> new OwnedKey(in.nextString(), in.nextString()));
    private static final KeyCodec<PlaceKey> PLACE_KEY = KeyCodec.of(
            (key, out) -> out.add(key.topic).add(key.sequence), in -> new PlaceKey(in.nextString(), in.nextLong()));
    private static final KeyCodec<TimedKey> TIMED_KEY = KeyCodec.of(
            (key, out) -> out.add(key.atMillis).add(key.id), in -> new TimedKey(in.nextLong(), in.nextString()));

    private static final Table<String, Topic> TOPICS =
            Table.of(SERVICE, "topics", KeyCodec.STRING, RecordCodec.of(Topic.class));
    private static final Table<String, TopicCounts> COUNTS =
            Table.of(SERVICE, "topic-counts", KeyCodec.STRING, RecordCodec.of(TopicCounts.class));
    private static final Table<String, Long> NUMBERS = Table.of(SERVICE, "numbers", KeyCodec.STRING, Codec.LONG);
    private static final Table<OwnedKey, Subscription> SUBSCRIPTIONS =
            Table.of(SERVICE, "subscriptions", OWNED_KEY, RecordCodec.of(Subscription.class));
    private static final Index<EndpointKey, OwnedKey, Subscription> BY_ENDPOINT = SUBSCRIPTIONS.index(
            "by-endpoint",
            KeyCodec.of(EndpointKey.class),
            subscription -> List.of(new EndpointKey(
                    subscription.topicName(), subscription.protocol().wireName(), subscription.endpoint())));
    private static final Table<String, Confirmation> TOKENS =
            Table.of(SERVICE, "tokens", KeyCodec.STRING, RecordCodec.of(Confirmation.class));
    static final Expiry<String, Confirmation> TOKENS_END =
            TOKENS.expiry(token -> Optional.of(Instant.ofEpochMilli(token.endsAtMillis())));
    private static final Table<String, Delivery> DELIVERIES =
            Table.of(SERVICE, "deliveries", KeyCodec.STRING, RecordCodec.of(Delivery.class));
    private static final Table<String, Long> THROTTLES = Table.of(SERVICE, "throttles", KeyCodec.STRING, Codec.LONG);
    private static final Table<OwnedKey, Deduplication> DEDUPLICATIONS =
            Table.of(SERVICE, "deduplications", OWNED_KEY, RecordCodec.of(Deduplication.class));
    static final Expiry<OwnedKey, Deduplication> DEDUPLICATIONS_END =
            DEDUPLICATIONS.expiry(known -> Optional.of(Instant.ofEpochMilli(known.endsAtMillis())));
    private static final Table<PlaceKey, Publication> PENDING =
            Table.of(SERVICE, "pending", PLACE_KEY, RecordCodec.of(Publication.class));
    private static final Log<String, Publication> ARCHIVE =
            Log.of(SERVICE, "archive", KeyCodec.STRING, RecordCodec.of(Publication.class));
    private static final Table<OwnedKey, Replay> REPLAYS =
            Table.of(SERVICE, "replays", OWNED_KEY, RecordCodec.of(Replay.class));
    private static final Table<TimedKey, OutboxMessage> OUTBOX =
            Table.of(SERVICE, "outbox", TIMED_KEY, RecordCodec.of(OutboxMessage.class));
    private static final Table<String, PlatformApplication> APPLICATIONS =
            Table.of(SERVICE, "applications", KeyCodec.STRING, RecordCodec.of(PlatformApplication.class));
    private static final Table<OwnedKey, PlatformEndpoint> ENDPOINTS =
            Table.of(SERVICE, "endpoints", OWNED_KEY, RecordCodec.of(PlatformEndpoint.class));
    private static final Index<OwnedKey, OwnedKey, PlatformEndpoint> BY_TOKEN = ENDPOINTS.index(
            "by-token", OWNED_KEY, endpoint -> List.of(new OwnedKey(endpoint.application(), endpoint.token())));
    private static final Table<String, TextSettings> SETTINGS =
            Table.of(SERVICE, "settings", KeyCodec.STRING, RecordCodec.of(TextSettings.class));
    private static final Table<String, Long> OPTED_OUT = Table.of(SERVICE, "opted-out", KeyCodec.STRING, Codec.LONG);
    private static final Table<String, SandboxNumber> SANDBOX =
            Table.of(SERVICE, "sandbox", KeyCodec.STRING, RecordCodec.of(SandboxNumber.class));

    /** Those used last: one caller uses the same again and again. */
    private static final AtomicReference<SnsTables> LAST = new AtomicReference<>(new SnsTables(Scope.GLOBAL));

    private final Scope scope;
    final ScopedTable<String, Topic> topics;
    final ScopedTable<String, TopicCounts> counts;
    final ScopedTable<OwnedKey, Subscription> subscriptions;
    final ScopedTable<String, Confirmation> tokens;
    final ScopedTable<String, Delivery> deliveries;
    final ScopedTable<String, Long> throttles;
    final ScopedTable<OwnedKey, Deduplication> deduplications;
    final ScopedTable<PlaceKey, Publication> pending;
    final ScopedLog<String, Publication> archive;
    final ScopedTable<OwnedKey, Replay> replays;
    final ScopedTable<TimedKey, OutboxMessage> outbox;
    final ScopedTable<String, PlatformApplication> applications;
    final ScopedTable<OwnedKey, PlatformEndpoint> endpoints;
    final ScopedIndex<OwnedKey, OwnedKey, PlatformEndpoint> endpointsByToken;
    final ScopedTable<String, TextSettings> settings;
    final ScopedTable<String, Long> optedOut;
    final ScopedTable<String, SandboxNumber> sandbox;
    private final ScopedIndex<EndpointKey, OwnedKey, Subscription> byEndpoint;
    private final ScopedTable<String, Long> numbers;

    private SnsTables(Scope scope) {
        this.scope = scope;
        topics = TOPICS.in(scope);
        counts = COUNTS.in(scope);
        numbers = NUMBERS.in(scope);
        subscriptions = SUBSCRIPTIONS.in(scope);
        byEndpoint = BY_ENDPOINT.in(scope);
        tokens = TOKENS.in(scope);
        deliveries = DELIVERIES.in(scope);
        throttles = THROTTLES.in(scope);
        deduplications = DEDUPLICATIONS.in(scope);
        pending = PENDING.in(scope);
        archive = ARCHIVE.in(scope);
        replays = REPLAYS.in(scope);
        outbox = OUTBOX.in(scope);
        applications = APPLICATIONS.in(scope);
        endpoints = ENDPOINTS.in(scope);
        endpointsByToken = BY_TOKEN.in(scope);
        settings = SETTINGS.in(scope);
        optedOut = OPTED_OUT.in(scope);
        sandbox = SANDBOX.in(scope);
    }

    /** The tables of an account and region. */
    static SnsTables in(String account, String region) {
        SnsTables last = LAST.getPlain();
        if (last.scope.account().equals(account) && last.scope.region().equals(region)) {
            return last;
        }
        SnsTables bound = new SnsTables(new Scope(account, region));
        LAST.set(bound);
        return bound;
    }

    /** The tables of the account and region that a call is about. */
    static SnsTables of(Call call) {
        return in(call.account(), call.region());
    }

    /** What the outbox holds of an account and region. */
    static ScopedTable<TimedKey, OutboxMessage> outbox(Scope scope) {
        return OUTBOX.in(scope);
    }

    /** A number that nobody had under this name. */
    long next(Tx tx, String what) {
        long next = numbers.get(tx, what).orElse(0L) + 1;
        numbers.put(tx, what, next);
        return next;
    }

    /** How many topics there are of the kind of this one, whether it is there or not. Counted once, and kept from then on. */
    long topicCount(Tx tx, Topic like) {
        return numbers.get(tx, countName(like)).orElseGet(() -> topics.rows(tx, Range.all()).toList().stream()
                .filter(row -> row.value().isFifo() == like.isFifo())
                .count());
    }

    /** Adds a topic that was not there. */
    void addTopic(Tx tx, Topic topic) {
        long before = topicCount(tx, topic);
        topics.put(tx, topic.name(), topic);
        numbers.put(tx, countName(topic), before + 1);
    }

    /** Takes a topic away that is there. */
    void removeTopic(Tx tx, Topic topic) {
        long before = topicCount(tx, topic);
        topics.delete(tx, topic.name());
        numbers.put(tx, countName(topic), before - 1);
    }

    private static String countName(Topic topic) {
        return topic.isFifo() ? "topics/fifo" : "topics/standard";
    }

    /** Takes back what a name's numbers were. */
    void forget(Tx tx, String what) {
        numbers.delete(tx, what);
    }

    /** The subscriptions of a topic, lazily. */
    Rows<OwnedKey, Subscription> subscriptionsOf(Snapshot snapshot, String topicName) {
        return subscriptions.rows(snapshot, Range.prefix(topicName));
    }

    /** The subscription of an endpoint to a topic. */
    Optional<Subscription> subscriptionOf(Snapshot snapshot, Topic topic, Protocol protocol, String endpoint) {
        Key key = Key.of(topic.name(), protocol.wireName(), endpoint);
        return byEndpoint.rows(snapshot, Range.prefix(key)).map(row -> row).stream()
                .map(Row::value)
                .filter(subscription -> subscription.topicSerial() == topic.serial())
                .findFirst();
    }

    /** The counts of a topic. */
    TopicCounts countsOf(Snapshot snapshot, String topicName) {
        return counts.get(snapshot, topicName).orElse(TopicCounts.NONE);
    }
}
