package cloudjar.services.cloudtrail;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import java.time.Instant;
import java.util.List;

/**
 * What CloudTrail keeps, in no account: a call is recorded for whomever it concerns, and trails of one region see all.
 *
 * <pre>
 * cloudtrail
 *   history     sequence                    TrailEvent      management events, newest last; also by account, region, time
 *   numbers     "first" | "next"            long            where the events begin and end
 *   trails      account, region, name       StoredTrail
 *   states      trail ARN                   DeliveryState
 *   outbox      trail ARN, region, sequence TrailEvent      waits for the next delivery
 *   waiting     trail ARN, region           long            how many do
 *   digests     trail ARN, region           DigestChain
 *   keys        region, fingerprint         DigestKey
 * </pre>
 */
final class CloudTrailTables {
    private static final String SERVICE = "cloudtrail";

    /** Where and when an event was. */
    record Place(String account, String region, Instant time) {}

    /** A trail's name in its home region. */
    record TrailKey(String account, String region, String name) {}

    /** An event that waits to be delivered. */
    record PendingKey(String trail, String region, long sequence) {}

    /**
     * A trail in one region.
     *
     * @param region where an event was; behind {@code account/}, where it is a member's whose organization has the trail
     */
    record TrailRegion(String trail, String region) {
        private static final char BEHIND = '/';

        /** Where a trail keeps an event until it delivers it. */
        static TrailRegion of(StoredTrail trail, TrailEvent event) {
            return event.account().equals(trail.account())
                    ? new TrailRegion(trail.arn(), event.region())
                    : new TrailRegion(trail.arn(), event.account() + BEHIND + event.region());
        }

        /** The account whose events they are; that of the trail where no other is named. */
        String account(StoredTrail of) {
            int cut = region.indexOf(BEHIND);
            return cut < 0 ? of.account() : region.substring(0, cut);
        }

        /** The region alone. */
        String name() {
            return region.substring(region.indexOf(BEHIND) + 1);
        }
    }

    /** A key of a region. */
    record RegionKey(String region, String fingerprint) {}

    private static final Codec<TrailEvent> EVENT =
            RecordCodec.of(TrailEvent.class).packed();
    private static final Table<Long, TrailEvent> EVENT_TABLE = Table.of(SERVICE, "history", KeyCodec.LONG, EVENT);
    private static final Index<Place, Long, TrailEvent> BY_PLACE_INDEX = EVENT_TABLE.index(
            "by-place",
            KeyCodec.of(Place.class),
            event -> List.of(new Place(event.account(), event.region(), event.time())));

    static final ScopedTable<Long, TrailEvent> EVENTS = EVENT_TABLE.in(Scope.GLOBAL);
    static final ScopedIndex<Place, Long, TrailEvent> BY_PLACE = BY_PLACE_INDEX.in(Scope.GLOBAL);
    static final ScopedTable<String, Long> NUMBERS =
            Table.of(SERVICE, "numbers", KeyCodec.STRING, Codec.LONG).in(Scope.GLOBAL);
    static final ScopedTable<TrailKey, StoredTrail> TRAILS = Table.of(
                    SERVICE, "trails", KeyCodec.of(TrailKey.class), RecordCodec.of(StoredTrail.class))
            .in(Scope.GLOBAL);
    static final ScopedTable<String, DeliveryState> STATES = Table.of(
                    SERVICE, "states", KeyCodec.STRING, RecordCodec.of(DeliveryState.class))
            .in(Scope.GLOBAL);
    static final ScopedTable<PendingKey, TrailEvent> PENDING =
            Table.of(SERVICE, "outbox", KeyCodec.of(PendingKey.class), EVENT).in(Scope.GLOBAL);
    static final ScopedTable<TrailRegion, Long> WAITING = Table.of(
                    SERVICE, "waiting", KeyCodec.of(TrailRegion.class), Codec.LONG)
            .in(Scope.GLOBAL);
    static final ScopedTable<TrailRegion, DigestChain> DIGESTS = Table.of(
                    SERVICE, "digests", KeyCodec.of(TrailRegion.class), RecordCodec.of(DigestChain.class))
            .in(Scope.GLOBAL);
    static final ScopedTable<RegionKey, DigestKey> KEYS = Table.of(
                    SERVICE, "keys", KeyCodec.of(RegionKey.class), RecordCodec.of(DigestKey.class))
            .in(Scope.GLOBAL);

    private CloudTrailTables() {}
}
