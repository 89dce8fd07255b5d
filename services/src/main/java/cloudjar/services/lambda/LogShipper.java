package cloudjar.services.lambda;

import cloudjar.api.cloudwatchlogs.CloudWatchLogs;
import cloudjar.api.cloudwatchlogs.CreateLogGroupRequest;
import cloudjar.api.cloudwatchlogs.CreateLogStreamRequest;
import cloudjar.api.cloudwatchlogs.InputLogEvent;
import cloudjar.api.cloudwatchlogs.PutLogEventsRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.clock.Chore;
import cloudjar.kernel.shape.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings logs of functions to CloudWatch Logs, as the functions' roles, beside the invocations. What cannot be brought, because
 * nobody takes it, the role may not, or too much comes at once, is counted and told. Thread-safe.
 */
final class LogShipper {
    private static final Logger LOG = LoggerFactory.getLogger(LogShipper.class);
    private static final int LINES_MAX = 200_000;
    private static final int EVENTS_MAX = 5_000;
    private static final int BYTES_MAX = 800_000;
    private static final int EVENT_OVERHEAD = 26;
    private static final int EVENT_BYTES_MAX = 256_000;
    private static final Duration REST = Duration.ofMillis(20);

    /** A line of a log. */
    record Line(Instant time, String text) {}

    /**
     * Lines for one stream.
     *
     * @param call as the role of the function
     */
    record Parcel(Call call, String group, String stream, List<Line> lines) {
        String address() {
            return call.world().id() + "/" + call.account() + "/" + call.region() + "/" + group + "/" + stream;
        }
    }

    private final Cloud cloud;
    private final Queue<Parcel> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingLines = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private final Chore chore = new Chore("lambda-logs", REST, this::bring, () -> !waiting.isEmpty());

    LogShipper(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Takes lines; they are brought later. */
    void ship(Parcel parcel) {
        if (waitingLines.addAndGet(parcel.lines().size()) > LINES_MAX) {
            waitingLines.addAndGet(-parcel.lines().size());
            lose(parcel.lines().size(), "more comes than can be brought");
            return;
        }
        waiting.add(parcel);
        chore.ask();
    }

    /** How many lines were not brought. */
    long lost() {
        return lost.get();
    }

    private void lose(int lines, String why) {
        long before = lost.getAndAdd(lines);
        if (before == 0) {
            LOG.warn("Logs of functions are not kept: reason={}", why);
        } else {
            LOG.debug("Logs of functions are not kept: lines={}, reason={}", before + lines, why);
        }
    }

    private void bring() {
        Map<String, List<Parcel>> byStream = new LinkedHashMap<>();
        Parcel next = waiting.poll();
        while (next != null) {
            waitingLines.addAndGet(-next.lines().size());
            byStream.computeIfAbsent(next.address(), _ -> new ArrayList<>()).add(next);
            next = waiting.poll();
        }
        byStream.values().forEach(this::bring);
    }

    private void bring(List<Parcel> parcels) {
        List<Line> lines = parcels.stream()
                .flatMap(parcel -> parcel.lines().stream())
                .sorted(Comparator.comparing(Line::time))
                .toList();
        Parcel first = parcels.getFirst();
        List<InputLogEvent> events = new ArrayList<>();
        int bytes = 0;
        for (Line line : lines) {
            String text = line.text().length() > EVENT_BYTES_MAX / 3
                    ? line.text().substring(0, EVENT_BYTES_MAX / 3)
                    : line.text();
            int size = text.length() * 3 + EVENT_OVERHEAD;
            if (events.size() == EVENTS_MAX || bytes + size > BYTES_MAX && !events.isEmpty()) {
                put(first, events);
                events = new ArrayList<>();
                bytes = 0;
            }
            events.add(InputLogEvent.builder()
                    .timestamp(line.time().toEpochMilli())
                    .message(text)
                    .build());
            bytes += size;
        }
        put(first, events);
    }

    private void put(Parcel to, List<InputLogEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            try {
                send(to, events);
            } catch (ApiException e) {
                if (!e.code().equals("ResourceNotFoundException")) {
                    throw e;
                }
                make(to);
                send(to, events);
            }
        } catch (ApiException e) {
            lose(events.size(), e.code());
        }
    }

    private void send(Parcel to, List<InputLogEvent> events) {
        var unused = cloud.client(CloudWatchLogs.API)
                .putLogEvents(
                        PutLogEventsRequest.builder()
                                .logGroupName(to.group())
                                .logStreamName(to.stream())
                                .logEvents(events)
                                .build(),
                        now(to));
    }

    private void make(Parcel to) {
        CloudWatchLogs logs = cloud.client(CloudWatchLogs.API);
        try {
            var unused = logs.createLogGroup(
                    CreateLogGroupRequest.builder().logGroupName(to.group()).build(), now(to));
        } catch (ApiException e) {
            if (!e.code().equals("ResourceAlreadyExistsException")) {
                throw e;
            }
        }
        try {
            var unused = logs.createLogStream(
                    CreateLogStreamRequest.builder()
                            .logGroupName(to.group())
                            .logStreamName(to.stream())
                            .build(),
                    now(to));
        } catch (ApiException e) {
            if (!e.code().equals("ResourceAlreadyExistsException")) {
                throw e;
            }
        }
    }

    /** The call now: nobody waits for it, and it has no deadline of a caller. */
    private static Call now(Parcel to) {
        return ServiceCalls.of(
                to.call().world(),
                to.call().account(),
                to.call().region(),
                to.call().principal());
    }
}
