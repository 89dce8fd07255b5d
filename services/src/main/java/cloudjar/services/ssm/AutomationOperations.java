package cloudjar.services.ssm;

import cloudjar.api.ssm.AutomationExecution;
import cloudjar.api.ssm.Automations;
import cloudjar.api.ssm.DescribeAutomationExecutionsRequest;
import cloudjar.api.ssm.DescribeAutomationExecutionsResult;
import cloudjar.api.ssm.DescribeAutomationStepExecutionsRequest;
import cloudjar.api.ssm.DescribeAutomationStepExecutionsResult;
import cloudjar.api.ssm.GetAutomationExecutionRequest;
import cloudjar.api.ssm.GetAutomationExecutionResult;
import cloudjar.api.ssm.GetCalendarStateRequest;
import cloudjar.api.ssm.GetCalendarStateResponse;
import cloudjar.api.ssm.SendAutomationSignalRequest;
import cloudjar.api.ssm.SendAutomationSignalResult;
import cloudjar.api.ssm.StartAutomationExecutionRequest;
import cloudjar.api.ssm.StartAutomationExecutionResult;
import cloudjar.api.ssm.StartChangeRequestExecutionRequest;
import cloudjar.api.ssm.StartChangeRequestExecutionResult;
import cloudjar.api.ssm.StopAutomationExecutionRequest;
import cloudjar.api.ssm.StopAutomationExecutionResult;
import cloudjar.api.ssm.Target;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.sigv4.Sha256;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import cloudjar.services.ssm.AutomationRun.Member;
import cloudjar.services.ssm.AutomationStarts.Definition;
import cloudjar.services.ssm.AutomationTables.Begun;
import cloudjar.services.ssm.runbook.Runbook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Automations: begun, looked at, spoken to and stopped. */
final class AutomationOperations implements Automations {
    static final String TYPE = "Automation";

    private static final Duration TOKEN_KEPT = Duration.ofHours(8);
    private static final int PAGE = 50;

    private final Cloud cloud;
    private final OpsEvents events;

    AutomationOperations(Cloud cloud, OpsEvents events) {
        this.cloud = cloud;
        this.events = events;
    }

    @Override
    public StartAutomationExecutionResult startAutomationExecution(StartAutomationExecutionRequest in, Call call) {
        if (!in.targetLocations().isEmpty()) {
            throw AutomationErrors.notYet("automations in several accounts and regions (TargetLocations)");
        }
        String id = call.world().ids().uuid();
        String started = call.write(tx -> {
            Optional<String> before = before(tx, in.clientToken(), in, id, call);
            if (before.isPresent()) {
                return before.get();
            }
            Definition definition =
                    AutomationStarts.definition(tx, in.documentName(), in.documentVersion(), TYPE, call);
            AutomationStarts.begin(tx, call.scope(), run(definition, in, id, call), call.time());
            return id;
        });
        return StartAutomationExecutionResult.builder()
                .automationExecutionId(started)
                .build();
    }

    /** What a client token has started before; notes what it starts now. */
    private static Optional<String> before(Tx tx, @Nullable String token, Structure asked, String id, Call call) {
        if (token == null) {
            return Optional.empty();
        }
        AutomationTables tables = AutomationTables.in(call.scope());
        String request = Sha256.hex(asked.toString());
        Begun begun = tables.tokens
                .get(tx, token)
                .filter(known -> known.until().isAfter(call.time()))
                .orElse(null);
        if (begun == null) {
            tables.tokens.put(tx, token, new Begun(id, call.time().plus(TOKEN_KEPT), request));
            return Optional.empty();
        }
        if (begun.request() != null && !begun.request().equals(request)) {
            throw AutomationErrors.tokenUsed();
        }
        return Optional.of(begun.id());
    }

    /** A change request; without its item where it was made before. */
    private record Requested(String id, @Nullable StoredOpsItem item) {}

    @Override
    public StartChangeRequestExecutionResult startChangeRequestExecution(
            StartChangeRequestExecutionRequest in, Call call) {
        String id = call.world().ids().uuid();
        String itemId = OpsItemMaking.id(call);
        String eventId = call.world().ids().uuid();
        Requested requested = call.write(tx -> {
            Optional<String> before = before(tx, in.clientToken(), in, id, call);
            if (before.isPresent()) {
                return new Requested(before.get(), null);
            }
            ChangeRequests.Made made = ChangeRequests.made(tx, in, id, itemId, call);
            OpsItemMaking.insert(tx, made.item(), eventId, call);
            AutomationStarts.begin(tx, call.scope(), made.run(), call.time());
            return new Requested(id, made.item());
        });
        if (requested.item() != null) {
            events.tell(requested.item(), OpsEvents.CREATED, call);
        }
        return StartChangeRequestExecutionResult.builder()
                .automationExecutionId(requested.id())
                .build();
    }

    private static AutomationRun run(Definition definition, StartAutomationExecutionRequest in, String id, Call call) {
        Runbook runbook = definition.runbook();
        List<Member> members = members(runbook, in);
        Map<String, List<String>> parameters = new LinkedHashMap<>(in.parameters());
        // What each target brings need not be given for all.
        if (!members.isEmpty()) {
            Map<String, List<String>> whole = new LinkedHashMap<>(parameters);
            whole.putAll(members.getFirst().parameters());
            Map<String, List<String>> unused = AutomationStarts.parameters(runbook, whole);
        } else {
            parameters = new LinkedHashMap<>(AutomationStarts.parameters(runbook, parameters));
        }
        if (in.targetParameterName() != null) {
            parameters.remove(in.targetParameterName());
        }
        AutomationExecution.Builder shown = AutomationExecution.builder()
                .automationExecutionId(id)
                .mode(Objects.requireNonNullElse(in.mode(), "Auto"))
                .parameters(parameters)
                .targetParameterName(in.targetParameterName())
                .targets(in.hasTargets() ? in.targets() : null)
                .targetMaps(in.hasTargetMaps() ? in.targetMaps() : null)
                .maxConcurrency(in.maxConcurrency())
                .maxErrors(in.maxErrors())
                .alarmConfiguration(in.alarmConfiguration());
        return AutomationStarts.run(
                definition,
                shown,
                AutomationStarts.starter(call),
                Tagging.added(Map.of(), in.tags()),
                members,
                call.time());
    }

    private static List<Member> members(Runbook runbook, StartAutomationExecutionRequest in) {
        List<Member> members = new ArrayList<>();
        if (!in.targets().isEmpty()) {
            String name = in.targetParameterName();
            if (name == null || !runbook.parameters().containsKey(name)) {
                throw AutomationErrors.automationParameters(
                        "TargetParameterName must name a parameter of the document where there are Targets.");
            }
            for (Target target : in.targets()) {
                if (!"ParameterValues".equals(target.key()) && !"InstanceIds".equals(target.key())) {
                    throw AutomationErrors.notYet("automations on targets by " + target.key());
                }
                target.values()
                        .forEach(value -> members.add(
                                new Member(value, Map.of(name, List.of(value)), null, AutomationRun.PENDING)));
            }
        }
        for (Map<String, List<String>> map : in.targetMaps()) {
            members.add(new Member(String.valueOf(map), map, null, AutomationRun.PENDING));
        }
        return members;
    }

    @Override
    public GetAutomationExecutionResult getAutomationExecution(GetAutomationExecutionRequest in, Call call) {
        return call.read(snapshot -> {
            AutomationRun run = AutomationLookup.run(snapshot, in.automationExecutionId(), call);
            return GetAutomationExecutionResult.builder()
                    .automationExecution(AutomationLookup.shown(snapshot, run, call))
                    .build();
        });
    }

    @Override
    public DescribeAutomationExecutionsResult describeAutomationExecutions(
            DescribeAutomationExecutionsRequest in, Call call) {
        AutomationLookup.check(in.filters());
        return WindowLookup.paged(
                call,
                snapshot -> AutomationTables.in(call.scope())
                        .runsByStart
                        .page(
                                snapshot,
                                Range.all().reversed(),
                                WindowLookup.limit(in.maxResults(), PAGE),
                                in.nextToken(),
                                "DescribeAutomationExecutions " + in.filters(),
                                row -> AutomationLookup.holds(in.filters(), row.value())),
                page -> DescribeAutomationExecutionsResult.builder()
                        .automationExecutionMetadataList(page.items().stream()
                                .map(row -> AutomationLookup.metadata(row.value()))
                                .toList())
                        .nextToken(page.next().orElse(null))
                        .build());
    }

    @Override
    public DescribeAutomationStepExecutionsResult describeAutomationStepExecutions(
            DescribeAutomationStepExecutionsRequest in, Call call) {
        return call.read(snapshot -> {
            AutomationRun run = AutomationLookup.run(snapshot, in.automationExecutionId(), call);
            var steps = new ArrayList<>(AutomationLookup.steps(snapshot, run, call).stream()
                    .filter(step -> AutomationLookup.holds(in.filters(), step))
                    .toList());
            if (Boolean.TRUE.equals(in.reverseOrder())) {
                Collections.reverse(steps);
            }
            var page = OffsetPage.of(steps, WindowLookup.limit(in.maxResults(), PAGE), in.nextToken());
            return DescribeAutomationStepExecutionsResult.builder()
                    .stepExecutions(page.items())
                    .nextToken(page.next())
                    .build();
        });
    }

    @Override
    public StopAutomationExecutionResult stopAutomationExecution(StopAutomationExecutionRequest in, Call call) {
        boolean unused = call.write(tx -> {
            AutomationRun run = AutomationLookup.run(tx, in.automationExecutionId(), call);
            if (!run.isUnderWay()) {
                throw AutomationErrors.automationStatus(
                        "The execution " + run.id() + " has ended as " + run.status() + ".");
            }
            AutomationSteps.stop(
                    tx,
                    call.scope(),
                    run,
                    "Complete".equals(in.type()) ? AutomationRun.SUCCESS : AutomationRun.CANCELLED,
                    call.time());
            return true;
        });
        return StopAutomationExecutionResult.of();
    }

    @Override
    public GetCalendarStateResponse getCalendarState(GetCalendarStateRequest in, Call call) {
        return call.read(snapshot -> CalendarStates.at(snapshot, in, call));
    }

    @Override
    public SendAutomationSignalResult sendAutomationSignal(SendAutomationSignalRequest in, Call call) {
        Set<String> groups = Approvals.groups(
                cloud, call.read(snapshot -> AutomationLookup.run(snapshot, in.automationExecutionId(), call)), call);
        boolean unused = call.write(tx -> {
            AutomationRun run = AutomationLookup.run(tx, in.automationExecutionId(), call);
            AutomationSignals.heard(tx, run, in, groups, call);
            return true;
        });
        return SendAutomationSignalResult.of();
    }
}
