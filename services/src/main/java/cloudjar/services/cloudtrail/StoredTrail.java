package cloudjar.services.cloudtrail;

import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trail.
 *
 * @param selectors of one kind: basic or advanced
 * @param started when it was last told to log; null where it never was
 * @param stopped when it was last told to stop; null where it never was
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
        @Nullable Instant stopped) {
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

    /** Whether it delivers this event. */
    boolean wants(TrailEvent event) {
        if (!logging || !account.equals(event.account())) {
            return false;
        }
        boolean here = settings.multiRegion() || event.region().equals(homeRegion);
        boolean global = !event.global() || settings.globalEvents();
        return here && global && selectors.stream().anyMatch(selector -> selector.matches(event));
    }

    StoredTrail with(Settings changed) {
        return new StoredTrail(account, homeRegion, name, changed, selectors, tags, logging, started, stopped);
    }

    StoredTrail selecting(List<Selector> changed) {
        return new StoredTrail(account, homeRegion, name, settings, changed, tags, logging, started, stopped);
    }

    StoredTrail tagged(Map<String, String> changed) {
        return new StoredTrail(account, homeRegion, name, settings, selectors, changed, logging, started, stopped);
    }

    StoredTrail startedAt(Instant time) {
        return new StoredTrail(account, homeRegion, name, settings, selectors, tags, true, time, stopped);
    }

    StoredTrail stoppedAt(Instant time) {
        return new StoredTrail(account, homeRegion, name, settings, selectors, tags, false, started, time);
    }
}
