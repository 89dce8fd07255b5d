package cloudjar.services.cloudtrail;

import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A trail.
 *
 * @param selectors of one kind: basic or advanced
 * @param started when it was last told to log; null where it never was
 * @param stopped when it was last told to stop; null where it never was
 * @param organization the id of the organization whose accounts' events it delivers; null where it delivers its own account's
 */
record StoredTrail(
        String account,
        String homeRegion,
        String name,
        Settings settings,
        List<Selector> selectors,
        Map<String, String> tags,
        boolean logging,
        @Nullable Instant started,
        @Nullable Instant stopped,
        @Nullable String organization) {
    /**
     * What CreateTrail and UpdateTrail set.
     *
     * @param prefix of its files; null where there is none
     * @param topicArn null where nobody is notified
     * @param logGroupArn null where events go to no log group
     * @param roleArn by which events get there
     * @param keyArn that files are encrypted with; null where S3's own is
     */
    record Settings(
            String bucket,
            @Nullable String prefix,
            @Nullable String topicArn,
            boolean globalEvents,
            boolean multiRegion,
            boolean validation,
            @Nullable String logGroupArn,
            @Nullable String roleArn,
            @Nullable String keyArn) {}

    StoredTrail {
        selectors = List.copyOf(selectors);
        tags = Map.copyOf(tags);
    }

    String arn() {
        return Arn.of("cloudtrail", homeRegion, account, "trail/" + name).toString();
    }

    /** Whether it is of this organization. */
    boolean isOf(@Nullable String other) {
        return organization != null && organization.equals(other);
    }

    /**
     * Whether it delivers this event.
     *
     * @param from the organization of the event's account; asked where the trail is one of an organization
     */
    boolean wants(TrailEvent event, Supplier<@Nullable String> from) {
        if (!logging || !(organization == null ? account.equals(event.account()) : isOf(from.get()))) {
            return false;
        }
        boolean here = settings.multiRegion() || event.region().equals(homeRegion);
        boolean global = !event.global() || settings.globalEvents();
        return here && global && selectors.stream().anyMatch(selector -> selector.matches(event));
    }

    StoredTrail with(Settings changed) {
        return new StoredTrail(
                account, homeRegion, name, changed, selectors, tags, logging, started, stopped, organization);
    }

    StoredTrail selecting(List<Selector> changed) {
        return new StoredTrail(
                account, homeRegion, name, settings, changed, tags, logging, started, stopped, organization);
    }

    StoredTrail tagged(Map<String, String> changed) {
        return new StoredTrail(
                account, homeRegion, name, settings, selectors, changed, logging, started, stopped, organization);
    }

    StoredTrail startedAt(Instant time) {
        return new StoredTrail(account, homeRegion, name, settings, selectors, tags, true, time, stopped, organization);
    }

    StoredTrail stoppedAt(Instant time) {
        return new StoredTrail(
                account, homeRegion, name, settings, selectors, tags, false, started, time, organization);
    }

    StoredTrail ofOrganization(@Nullable String id) {
        return new StoredTrail(account, homeRegion, name, settings, selectors, tags, logging, started, stopped, id);
    }
}
