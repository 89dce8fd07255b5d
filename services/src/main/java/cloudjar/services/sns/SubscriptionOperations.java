package cloudjar.services.sns;

import cloudjar.api.sns.ConfirmSubscriptionInput;
import cloudjar.api.sns.ConfirmSubscriptionResponse;
import cloudjar.api.sns.GetSubscriptionAttributesInput;
import cloudjar.api.sns.GetSubscriptionAttributesResponse;
import cloudjar.api.sns.ListSubscriptionsByTopicInput;
import cloudjar.api.sns.ListSubscriptionsByTopicResponse;
import cloudjar.api.sns.ListSubscriptionsInput;
import cloudjar.api.sns.ListSubscriptionsResponse;
import cloudjar.api.sns.SetSubscriptionAttributesInput;
import cloudjar.api.sns.SetSubscriptionAttributesResponse;
import cloudjar.api.sns.SubscribeInput;
import cloudjar.api.sns.SubscribeResponse;
import cloudjar.api.sns.Subscriptions;
import cloudjar.api.sns.UnsubscribeInput;
import cloudjar.api.sns.UnsubscribeResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.sns.SnsTables.OwnedKey;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be done with subscriptions. */
final class SubscriptionOperations implements Subscriptions {
    private static final String PENDING = "pending confirmation";
    private static final String PENDING_IN_LISTS = "PendingConfirmation";

    private final Confirmations confirmations;
    private final Replays replays;
    private final LimitProfile limits;

    SubscriptionOperations(Confirmations confirmations, Replays replays, LimitProfile limits) {
        this.confirmations = confirmations;
        this.replays = replays;
        this.limits = limits;
    }

    @Override
    public SubscribeResponse subscribe(SubscribeInput in, Call call) {
        TopicAddress address = TopicAddress.of(in.topicArn(), call);
        Protocol protocol = Protocol.of(in.protocol())
                .orElseThrow(
                        () -> SnsErrors.invalid("Amazon SNS does not support this protocol string: " + in.protocol()));
        String endpoint = in.endpoint() == null ? "" : in.endpoint();
        protocol.checkEndpoint(endpoint);
        String id = call.world().ids().uuid();
        Confirmations.Draft draft = confirmations.draft(protocol, call);
        Subscription subscription = call.write(tx -> {
            Topic topic = address.get(tx);
            Map<String, String> attributes = checked(topic, protocol, endpoint, in.attributes());
            Subscription existing = address.tables()
                    .subscriptionOf(tx, topic, protocol, endpoint)
                    .orElse(null);
            if (existing != null) {
                checkSame(existing, in.attributes());
                if (existing.pending()) {
                    confirmations.ask(tx, topic, existing, draft, call);
                }
                return existing;
            }
            Subscription made = made(topic, id, protocol, endpoint, attributes, call);
            add(tx, topic, made, call);
            if (made.pending()) {
                confirmations.ask(tx, topic, made, draft, call);
            }
            return made;
        });
        boolean showsArn = !subscription.pending() || Boolean.TRUE.equals(in.returnSubscriptionArn());
        return SubscribeResponse.builder()
                .subscriptionArn(showsArn ? subscription.arn(address.account(), address.region()) : PENDING)
                .build();
    }

    private Map<String, String> checked(
            Topic topic, Protocol protocol, String endpoint, Map<String, String> attributes) {
        if (!topic.isFifo() && protocol == Protocol.SQS && endpoint.endsWith(Topic.FIFO_SUFFIX)) {
            throw SnsErrors.invalid(
                    "Invalid parameter: Endpoint", "FIFO SQS Queues can not be subscribed to standard" + " SNS topics");
        }
        if (topic.isFifo() && protocol != Protocol.SQS) {
            // Our wording; the guide says that FIFO topics deliver to queues alone.
            throw SnsErrors.invalid("Protocol", "FIFO topics deliver to SQS queues only");
        }
        return new SubscriptionAttributes(topic, protocol, endpoint, AttributeRefusal.AMONG_OTHERS, limits)
                .created(attributes);
    }

    /** Subscribing again finds the subscription, unless it is asked to be another (recorded: test_subscribe_idempotency). */
    private static void checkSame(Subscription existing, Map<String, String> asked) {
        asked.forEach((name, value) -> {
            String has =
                    existing.attributes().getOrDefault(name, SubscriptionAttributes.DEFAULTS.getOrDefault(name, ""));
            if (!has.equalsIgnoreCase(value)) {
                throw SnsErrors.invalid("Attributes", "Subscription already exists with different attributes");
            }
        });
    }

    private static Subscription made(
            Topic topic, String id, Protocol protocol, String endpoint, Map<String, String> attributes, Call call) {
        boolean foreign = protocol == Protocol.SQS
                && !call.account().equals(topic.account())
                && !call.account().equals(Arn.parse(endpoint).map(Arn::account).orElse(""));
        boolean pending = protocol.asksTheReceiver() || foreign;
        return new Subscription(
                topic.name(),
                id,
                topic.serial(),
                call.account(),
                call.principal() instanceof Principal.Anonymous
                        ? ""
                        : call.principal().id(),
                protocol,
                endpoint,
                attributes,
                pending,
                !pending,
                call.time().toEpochMilli());
    }

    private void add(Tx tx, Topic topic, Subscription subscription, Call call) {
        SnsTables tables = SnsTables.in(topic.account(), topic.region());
        TopicCounts counts = tables.countsOf(tx, topic.name());
        long max =
                topic.isFifo() ? SnsLimits.FIFO_SUBSCRIPTIONS_MAX.in(limits) : SnsLimits.SUBSCRIPTIONS_MAX.in(limits);
        if (counts.all() >= max) {
            throw SnsErrors.tooManySubscriptions();
        }
        if (subscription.filterPolicy() != null) {
            checkFilters(tx, tables, topic);
        }
        tables.subscriptions.put(tx, key(subscription), subscription);
        tables.counts.put(tx, topic.name(), counts.added(subscription));
        replays.start(tx, topic, subscription, call.time());
    }

    private void checkFilters(Tx tx, SnsTables tables, Topic topic) {
        int max = SnsLimits.FILTERS_PER_TOPIC_MAX.intIn(limits);
        int filters = 0;
        for (Row<OwnedKey, Subscription> row : tables.subscriptionsOf(tx, topic.name())) {
            if (row.value().filterPolicy() != null && ++filters >= max) {
                throw SnsErrors.tooManyFilterPolicies();
            }
        }
    }

    private static OwnedKey key(Subscription subscription) {
        return new OwnedKey(subscription.topicName(), subscription.id());
    }

    @Override
    public ConfirmSubscriptionResponse confirmSubscription(ConfirmSubscriptionInput in, Call call) {
        TopicAddress address = confirmed(in.topicArn(), call);
        SnsTables tables = address.tables();
        boolean authenticated = "true".equalsIgnoreCase(in.authenticateOnUnsubscribe());
        Subscription confirmed = call.write(tx -> {
            Confirmation token = Confirmations.find(
                    tx, tables, address.name(), in.token(), call.time().toEpochMilli());
            Topic topic = address.get(tx);
            if (topic.serial() != token.subscription().topicSerial()) {
                throw SnsErrors.invalid("Token");
            }
            Subscription waiting =
                    tables.subscriptions.get(tx, key(token.subscription())).orElse(null);
            if (waiting == null) {
                Subscription restored = token.subscription().confirmed(authenticated);
                add(tx, topic, restored, call);
                return restored;
            }
            if (waiting.pending()) {
                Subscription now = waiting.confirmed(authenticated);
                tables.subscriptions.put(tx, key(now), now);
                tables.counts.put(
                        tx, topic.name(), tables.countsOf(tx, topic.name()).nowConfirmed());
                return now;
            }
            return waiting;
        });
        return ConfirmSubscriptionResponse.builder()
                .subscriptionArn(confirmed.arn(address.account(), address.region()))
                .build();
    }

    /** The topic of a link: who follows one signs nothing and so names no region; the topic does. */
    private static TopicAddress confirmed(String topicArn, Call call) {
        Arn arn = Arn.parse(topicArn)
                .filter(topic -> topic.service().equals("sns"))
                .orElseThrow(() -> SnsErrors.invalid("Topic"));
        TopicAddress address = new TopicAddress(arn.account(), arn.region(), arn.resource());
        boolean reached = arn.region().equals(call.region())
                || call.principal() instanceof Principal.Anonymous
                        && call.read(snapshot -> address.tables().topics.contains(snapshot, address.name()));
        if (!reached) {
            throw SnsErrors.invalid("Topic");
        }
        return address;
    }

    @Override
    public UnsubscribeResponse unsubscribe(UnsubscribeInput in, Call call) {
        SubscriptionAddress address = SubscriptionAddress.of(in.subscriptionArn(), call);
        SnsTables tables = address.tables();
        Protocol way = call.read(snapshot -> tables.subscriptions.get(snapshot, address.key()))
                .map(Subscription::protocol)
                .orElse(Protocol.HTTP);
        Confirmations.Draft draft = confirmations.draft(way, call);
        call.write(tx -> {
            Subscription subscription =
                    tables.subscriptions.get(tx, address.key()).orElse(null);
            if (subscription == null) {
                return address;
            }
            if (subscription.pending()) {
                throw SnsErrors.invalid(
                        "SubscriptionArn", "This operation cannot be performed on a pending subscription");
            }
            if (subscription.authenticated() && call.principal() instanceof Principal.Anonymous) {
                throw SnsErrors.notAuthorized();
            }
            remove(tx, tables, subscription);
            Topic topic = tables.topics.get(tx, subscription.topicName()).orElse(null);
            if (topic != null && subscription.protocol().asksTheReceiver()) {
                confirmations.tell(tx, topic, subscription, draft, call);
            }
            return address;
        });
        return UnsubscribeResponse.of();
    }

    private static void remove(Tx tx, SnsTables tables, Subscription subscription) {
        tables.subscriptions.delete(tx, key(subscription));
        tables.throttles.delete(tx, subscription.id());
        tables.replays.delete(tx, key(subscription));
        boolean ofToday = tables.topics
                .get(tx, subscription.topicName())
                .filter(topic -> topic.serial() == subscription.topicSerial())
                .isPresent();
        if (ofToday) {
            TopicCounts counts = tables.countsOf(tx, subscription.topicName());
            tables.counts.put(tx, subscription.topicName(), counts.removed(subscription));
        }
    }

    @Override
    public ListSubscriptionsResponse listSubscriptions(ListSubscriptionsInput in, Call call) {
        Page<cloudjar.api.sns.Subscription> page =
                page(call.account(), call.region(), Range.all(), in.nextToken(), "ListSubscriptions", call);
        return ListSubscriptionsResponse.builder()
                .subscriptions(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicInput in, Call call) {
        TopicAddress address = TopicAddress.of(in.topicArn(), call);
        call.read(address::get);
        Page<cloudjar.api.sns.Subscription> page = page(
                address.account(),
                address.region(),
                Range.prefix(address.name()),
                in.nextToken(),
                "ListSubscriptionsByTopic",
                call);
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private Page<cloudjar.api.sns.Subscription> page(
            String account, String region, Range range, @Nullable String token, String query, Call call) {
        SnsTables tables = SnsTables.in(account, region);
        int max = SnsLimits.LISTED_MAX.intIn(limits);
        try {
            return call.read(snapshot -> tables.subscriptions.page(snapshot, range, max, Tokens.given(token), query))
                    .map(row -> listed(row.value(), account, region));
        } catch (InvalidPageTokenException e) {
            throw SnsErrors.invalid("NextToken");
        }
    }

    private static cloudjar.api.sns.Subscription listed(Subscription subscription, String account, String region) {
        return cloudjar.api.sns.Subscription.builder()
                .subscriptionArn(subscription.pending() ? PENDING_IN_LISTS : subscription.arn(account, region))
                .owner(subscription.owner())
                .protocol(subscription.protocol().wireName())
                .endpoint(subscription.endpoint())
                .topicArn(
                        Arn.of("sns", region, account, subscription.topicName()).toString())
                .build();
    }

    @Override
    public GetSubscriptionAttributesResponse getSubscriptionAttributes(GetSubscriptionAttributesInput in, Call call) {
        SubscriptionAddress address = SubscriptionAddress.of(in.subscriptionArn(), call);
        Map<String, String> attributes = call.read(snapshot -> {
            Subscription subscription = address.get(snapshot);
            Topic topic = address.tables()
                    .topics
                    .get(snapshot, subscription.topicName())
                    .orElse(null);
            Map<String, String> shown =
                    SubscriptionAttributes.shown(subscription, topic, address.account(), address.region());
            address.tables()
                    .replays
                    .get(snapshot, address.key())
                    .ifPresent(replay -> shown.put("ReplayStatus", replay.shown()));
            return shown;
        });
        return GetSubscriptionAttributesResponse.builder()
                .attributes(attributes)
                .build();
    }

    @Override
    public SetSubscriptionAttributesResponse setSubscriptionAttributes(SetSubscriptionAttributesInput in, Call call) {
        SubscriptionAddress address = SubscriptionAddress.of(in.subscriptionArn(), call);
        SnsTables tables = address.tables();
        String name = in.attributeName();
        String value = Objects.requireNonNullElse(in.attributeValue(), "");
        call.write(tx -> {
            Subscription before = address.get(tx);
            Topic topic = tables.topics.get(tx, before.topicName()).orElseThrow(SnsErrors::topicDoesNotExist);
            String scope = before.attributes().get(SubscriptionAttributes.FILTER_POLICY_SCOPE);
            String kept = new SubscriptionAttributes(
                            topic, before.protocol(), before.endpoint(), AttributeRefusal.ALONE, limits)
                    .checked(name, value, scope);
            if (name.equals(SubscriptionAttributes.FILTER_POLICY) && kept != null && before.filterPolicy() == null) {
                checkFilters(tx, tables, topic);
            }
            Subscription after = before.withAttribute(name, kept);
            tables.subscriptions.put(tx, address.key(), after);
            if (name.equals(SubscriptionAttributes.REPLAY_POLICY)) {
                replays.start(tx, topic, after, call.time());
            }
            return after;
        });
        return SetSubscriptionAttributesResponse.of();
    }
}
