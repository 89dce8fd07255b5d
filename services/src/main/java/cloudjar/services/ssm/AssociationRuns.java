package cloudjar.services.ssm;

import cloudjar.api.ssm.AssociationDescription;
import cloudjar.api.ssm.AssociationExecution;
import cloudjar.api.ssm.CalendarState;
import cloudjar.api.ssm.GetCalendarStateRequest;
import cloudjar.api.ssm.Ssm;
import cloudjar.api.ssm.StartAutomationExecutionRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.ssm.AutomationRun.Member;
import cloudjar.services.ssm.WindowTimers.Place;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs associations: when they are made or changed, by their schedules, and when somebody asks. Those with Automation documents start
 * one; for others there is no managed node to do anything to.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-about.html">State Manager</a>
 */
final class AssociationRuns {
    static final String SCHEDULE = "ssm.association";
    static final String ONCE = "ssm.associationOnce";
    static final String ENDED = "ssm.associationEnded";

    static final String PENDING = "Pending";
    static final String SUCCESS = "Success";
    static final String FAILED = "Failed";
    static final String IN_PROGRESS = "InProgress";

    private final Cloud cloud;

    AssociationRuns(Cloud cloud) {
        this.cloud = cloud;
    }

    void register(TimerHandlers handlers) {
        handlers.register(SCHEDULE, (world, timer, due) -> {
            Place place = Place.of(timer);
            boolean unused = world.store().write(tx -> {
                AssociationTables.in(place.scope())
                        .associations
                        .get(tx, place.id())
                        .ifPresent(association -> arm(tx, place.scope(), association, due));
                return true;
            });
            run(world, place);
        });
        handlers.register(ONCE, (world, timer, due) -> run(world, Place.of(timer)));
        handlers.register(ENDED, (world, timer, due) -> ended(world, Place.of(timer)));
        handlers.register(
                AssociationTables.RUNS_END.handler(),
                (world, timer, due) ->
                        AssociationTables.RUNS_END.fire(world.store(), timer, due, (tx, scope, row) -> {}));
    }

    static Timer timer(String handler, Scope scope, String id) {
        return Timer.of(handler, scope.account() + "/" + scope.region() + "/" + id);
    }

    /** Sets the timer of an association's next execution, or takes it away. */
    static void arm(Tx tx, Scope scope, StoredAssociation association, Instant after) {
        Timer timer = timer(SCHEDULE, scope, association.id());
        association.next(after).ifPresentOrElse(next -> tx.at(next, timer), () -> tx.cancel(SCHEDULE, timer.id()));
    }

    private void run(World world, Place place) {
        Instant now = world.clock().now();
        StoredAssociation association = world.store().read(snapshot -> AssociationTables.in(place.scope())
                .associations
                .get(snapshot, place.id())
                .orElse(null));
        if (association == null || !isOpen(world, place, association)) {
            return;
        }
        AssociationExecution.Builder shown = AssociationExecution.builder()
                .associationId(association.id())
                .associationVersion(association.shown().associationVersion())
                .executionId(world.ids().uuid())
                .createdTime(now)
                .lastExecutionDate(now)
                .alarmConfiguration(association.shown().alarmConfiguration());
        AssociationRun run = association.isAutomation()
                ? started(world, place, association, shown)
                : new AssociationRun(
                        shown.status_(SUCCESS)
                                .detailedStatus(SUCCESS)
                                .resourceCountByStatus("{}")
                                .build(),
                        null);
        boolean unused = world.store().write(tx -> {
            AssociationTables tables = AssociationTables.in(place.scope());
            tables.runs.put(tx, run.id(), run);
            // What no node has applied is still to be applied.
            String status = association.isAutomation() ? run.status() : PENDING;
            tables.associations
                    .get(tx, association.id())
                    .ifPresent(there -> tables.associations.put(tx, there.id(), there.ran(now, status, null)));
            if (run.automation() != null) {
                AutomationWatch.watch(tx, place.scope(), run.automation(), timer(ENDED, place.scope(), run.id()), now);
            }
            return true;
        });
    }

    /** Whether the calendars of an association let it run; one that can't be read does not. */
    private static boolean isOpen(World world, Place place, StoredAssociation association) {
        List<String> calendars = association.shown().calendarNames();
        if (calendars.isEmpty()) {
            return true;
        }
        Call own = SsmCalls.own(world, place.scope(), "association/" + association.id());
        GetCalendarStateRequest asked =
                GetCalendarStateRequest.builder().calendarNames(calendars).build();
        try {
            return CalendarState.OPEN.equals(world.store()
                    .read(snapshot -> CalendarStates.at(snapshot, asked, own))
                    .state());
        } catch (ApiException e) {
            return false;
        }
    }

    private AssociationRun started(
            World world, Place place, StoredAssociation association, AssociationExecution.Builder shown) {
        AssociationDescription what = association.shown();
        StartAutomationExecutionRequest request = StartAutomationExecutionRequest.builder()
                .documentName(what.name())
                .documentVersion(what.documentVersion())
                .parameters(what.parameters().isEmpty() ? null : what.parameters())
                .targetParameterName(what.automationTargetParameterName())
                .targets(what.targets().isEmpty() ? null : what.targets())
                .targetMaps(what.targetMaps().isEmpty() ? null : what.targetMaps())
                .targetLocations(what.targetLocations().isEmpty() ? null : what.targetLocations())
                .maxConcurrency(what.maxConcurrency())
                .maxErrors(what.maxErrors())
                .alarmConfiguration(what.alarmConfiguration())
                .build();
        try {
            String automation = cloud.client(Ssm.API)
                    .startAutomationExecution(
                            request, SsmCalls.own(world, place.scope(), "association/" + association.id()))
                    .automationExecutionId();
            return new AssociationRun(
                    shown.status_(IN_PROGRESS).detailedStatus(IN_PROGRESS).build(), automation);
        } catch (ApiException e) {
            return new AssociationRun(
                    shown.status_(FAILED)
                            .detailedStatus(e.code())
                            .resourceCountByStatus("{Failed=1}")
                            .build(),
                    null);
        }
    }

    /** The automation of an execution has ended. */
    private static void ended(World world, Place place) {
        boolean unused = world.store().write(tx -> {
            AssociationTables tables = AssociationTables.in(place.scope());
            tables.runs
                    .get(tx, place.id())
                    .filter(run -> run.status().equals(IN_PROGRESS))
                    .ifPresent(run -> {
                        AutomationRun automation = AutomationWatch.find(
                                        tx, place.scope(), Objects.requireNonNull(run.automation()))
                                .orElse(null);
                        Map<String, Integer> counts = counts(automation);
                        boolean good = automation != null && automation.status().equals(AutomationRun.SUCCESS);
                        String status = good ? SUCCESS : FAILED;
                        AssociationRun changed = run.with(status, status, counts.toString());
                        tables.runs.put(tx, changed.id(), changed);
                        tables.associations
                                .get(tx, run.association())
                                .ifPresent(there -> tables.associations.put(
                                        tx, there.id(), there.ran(run.created(), status, counts)));
                    });
            return true;
        });
    }

    private static Map<String, Integer> counts(@Nullable AutomationRun automation) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        if (automation == null) {
            return counts;
        }
        List<Member> members = automation.members();
        if (members.isEmpty()) {
            counts.put(automation.status(), 1);
        }
        members.forEach(member -> counts.merge(member.status(), 1, Integer::sum));
        return counts;
    }
}
