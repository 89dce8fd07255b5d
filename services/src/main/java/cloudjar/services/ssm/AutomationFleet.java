package cloudjar.services.ssm;

import cloudjar.api.ssm.AutomationExecution;
import cloudjar.api.ssm.ProgressCounters;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.World;
import cloudjar.services.ssm.AutomationRun.Member;
import cloudjar.services.ssm.WindowTimers.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs an automation on several targets: one execution each, so many at once as MaxConcurrency says, until more have failed than
 * MaxErrors allows.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/running-automations-scale-controls.html">Rate controls</a>
 */
final class AutomationFleet {
    private static final long CONCURRENCY = 10;

    private AutomationFleet() {}

    /** Looks at the members of an execution and begins others. */
    static void advance(World world, Place place, Instant now) {
        List<String> ids = new ArrayList<>();
        int members = world.store().read(snapshot -> AutomationWatch.find(snapshot, place.scope(), place.id())
                .map(run -> run.members().size())
                .orElse(0));
        for (int i = 0; i < members; i++) {
            ids.add(world.ids().uuid());
        }
        boolean unused = world.store().write(tx -> {
            AutomationWatch.find(tx, place.scope(), place.id())
                    .filter(AutomationRun::isUnderWay)
                    .ifPresent(run -> advance(tx, place.scope(), run, ids, now));
            return true;
        });
    }

    private static void advance(Tx tx, Scope scope, AutomationRun run, List<String> ids, Instant now) {
        List<Member> members = new ArrayList<>(run.members());
        members.replaceAll(member -> looked(tx, scope, member));
        int all = members.size();
        long errors = WindowTaskRun.share(run.shown().maxErrors(), all, 0);
        long room = Math.max(1, WindowTaskRun.share(run.shown().maxConcurrency(), all, CONCURRENCY))
                - members.stream()
                        .filter(member -> member.isUnderWay() && member.execution() != null)
                        .count();
        boolean broken = members.stream().filter(Member::hasFailed).count() > errors;
        for (int i = 0; i < all; i++) {
            Member member = members.get(i);
            if (member.execution() != null) {
                continue;
            }
            if (broken) {
                members.set(i, new Member(member.target(), member.parameters(), null, AutomationRun.CANCELLED));
            } else if (room > 0) {
                members.set(i, begin(tx, scope, run, member, ids.get(i), now));
                room--;
            }
        }
        AutomationRun changed = run.withMembers(members)
                .with(run.shown().toBuilder()
                        .progressCounters(counters(members))
                        .build());
        if (members.stream().anyMatch(Member::isUnderWay)) {
            AutomationTables.in(scope).runs.put(tx, run.id(), changed);
        } else {
            long failed = members.stream().filter(Member::hasFailed).count();
            boolean unused = AutomationSteps.finish(
                    tx,
                    scope,
                    changed,
                    failed > errors ? AutomationRun.FAILED : AutomationRun.SUCCESS,
                    failed > errors ? failed + " of " + all + " executions did not succeed." : null,
                    now);
        }
    }

    private static Member looked(Tx tx, Scope scope, Member member) {
        if (member.execution() == null || !member.isUnderWay()) {
            return member;
        }
        String status = AutomationWatch.find(tx, scope, member.execution())
                .map(AutomationRun::status)
                .orElse(AutomationRun.FAILED);
        return new Member(member.target(), member.parameters(), member.execution(), status);
    }

    private static Member begin(Tx tx, Scope scope, AutomationRun run, Member member, String id, Instant now) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(run.shown().parameters());
        parameters.putAll(member.parameters());
        AutomationExecution shown = AutomationExecution.builder()
                .automationExecutionId(id)
                .parentAutomationExecutionId(run.id())
                .documentName(run.shown().documentName())
                .documentVersion(run.shown().documentVersion())
                .executedBy(run.shown().executedBy())
                .executionStartTime(now)
                .automationExecutionStatus(AutomationRun.IN_PROGRESS)
                .mode(run.shown().mode())
                .parameters(parameters)
                .target(member.target())
                .build();
        AutomationRun child = new AutomationRun(
                shown,
                run.content(),
                run.format(),
                run.starter(),
                AutomationRun.Cursor.START,
                Map.of(),
                run.variables(),
                run.tags(),
                List.of(),
                List.of());
        AutomationStarts.begin(tx, scope, child, now);
        AutomationWatch.watch(tx, scope, id, AutomationStarts.timer(scope, run.id()), now);
        return new Member(member.target(), member.parameters(), id, AutomationRun.IN_PROGRESS);
    }

    private static ProgressCounters counters(List<Member> members) {
        return ProgressCounters.builder()
                .totalSteps(members.size())
                .successSteps(count(members, AutomationRun.SUCCESS))
                .failedSteps(count(members, AutomationRun.FAILED))
                .cancelledSteps(count(members, AutomationRun.CANCELLED))
                .timedOutSteps(count(members, AutomationRun.TIMED_OUT))
                .build();
    }

    private static int count(List<Member> members, String status) {
        return (int) members.stream()
                .filter(member -> member.status().equals(status))
                .count();
    }

    /** Notes whose step an execution is. */
    static void adopt(Tx tx, Scope scope, String child, String parent) {
        AutomationTables tables = AutomationTables.in(scope);
        tables.runs
                .get(tx, child)
                .ifPresent(run -> tables.runs.put(
                        tx,
                        child,
                        run.with(run.shown().toBuilder()
                                .parentAutomationExecutionId(parent)
                                .build())));
    }
}
