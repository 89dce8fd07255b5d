package cloudjar.services.ssm;

import cloudjar.api.ssm.CancelCommandRequest;
import cloudjar.api.ssm.CancelCommandResult;
import cloudjar.api.ssm.Command;
import cloudjar.api.ssm.CommandFilter;
import cloudjar.api.ssm.Commands;
import cloudjar.api.ssm.GetCommandInvocationRequest;
import cloudjar.api.ssm.GetCommandInvocationResult;
import cloudjar.api.ssm.ListCommandInvocationsRequest;
import cloudjar.api.ssm.ListCommandInvocationsResult;
import cloudjar.api.ssm.ListCommandsRequest;
import cloudjar.api.ssm.ListCommandsResult;
import cloudjar.api.ssm.SendCommandRequest;
import cloudjar.api.ssm.SendCommandResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.world.TimerHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Run Command while no instance is managed: what AWS answers then. Commands to tags find nobody, and are kept. */
final class CommandOperations implements Commands {
    private static final String AWS_DOCUMENTS = "AWS-";

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int TIMEOUT_SECONDS = 3600;
    private static final int PAGE = 50;

    /** Commands by their ids; they end after 30 days. */
    private static final Table<String, Command> COMMANDS =
            Table.of("ssm", "commands", KeyCodec.STRING, Members.codec(Command.class, () -> Command.builder()
                    .build()));

    static final Expiry<String, Command> COMMANDS_END = COMMANDS.expiry(command ->
            Optional.of(Objects.requireNonNull(command.requestedDateTime()).plus(KEPT)));

    @Override
    public SendCommandResult sendCommand(SendCommandRequest in, Call call) {
        String name = in.documentName();
        if (!name.startsWith(AWS_DOCUMENTS)) {
            call.read(snapshot -> DocumentLookup.find(snapshot, name, call));
        }
        if (!in.instanceIds().isEmpty() || in.targets().isEmpty()) {
            throw SsmErrors.instances(in.instanceIds(), call.account());
        }
        List<String> named = in.targets().stream()
                .filter(target -> "InstanceIds".equals(target.key()))
                .flatMap(target -> target.values().stream())
                .toList();
        if (!named.isEmpty()) {
            throw SsmErrors.instances(named, call.account());
        }
        Command command = command(in, call);
        boolean unused = call.write(tx -> {
            long most = SsmLimits.COMMANDS_MAX.current();
            ScopedTable<String, Command> commands = COMMANDS.in(call.scope());
            if (commands.count(tx, Range.all().limit((int) most)) >= most) {
                throw SsmErrors.validation("At most " + most + " commands are kept.");
            }
            commands.put(tx, Objects.requireNonNull(command.commandId()), command);
            return true;
        });
        // AWS looks for nodes after it has answered.
        return SendCommandResult.builder()
                .command(command.toBuilder()
                        .status_("Pending")
                        .statusDetails("Pending")
                        .build())
                .build();
    }

    private static Command command(SendCommandRequest in, Call call) {
        int timeout = Objects.requireNonNullElse(in.timeoutSeconds(), TIMEOUT_SECONDS);
        // No managed node has the tags, so the command is over as soon as it is sent.
        return Members.shared(in, Command.builder().build()).toBuilder()
                .commandId(call.world().ids().uuid())
                .documentVersion(Objects.requireNonNullElse(in.documentVersion(), "$DEFAULT"))
                .requestedDateTime(call.time())
                .expiresAfter(call.time().plusSeconds(timeout))
                .timeoutSeconds(timeout)
                .serviceRole(in.serviceRoleArn())
                .maxConcurrency(Objects.requireNonNullElse(in.maxConcurrency(), "50"))
                .maxErrors(Objects.requireNonNullElse(in.maxErrors(), "0"))
                .instanceIds(List.of())
                .targetCount(0)
                .completedCount(0)
                .errorCount(0)
                .deliveryTimedOutCount(0)
                .status_("Success")
                .statusDetails("NoInstancesInTag")
                .build();
    }

    static void register(TimerHandlers handlers) {
        handlers.register(
                COMMANDS_END.handler(),
                (world, timer, due) -> COMMANDS_END.fire(world.store(), timer, due, (tx, scope, row) -> {}));
    }

    /** What has ended is cancelled, too. */
    @Override
    public CancelCommandResult cancelCommand(CancelCommandRequest in, Call call) {
        if (!call.read(snapshot -> COMMANDS.in(call.scope()).contains(snapshot, in.commandId()))) {
            throw SsmErrors.noCommand();
        }
        return CancelCommandResult.of();
    }

    @Override
    public ListCommandsResult listCommands(ListCommandsRequest in, Call call) {
        String id = in.commandId();
        return WindowLookup.paged(
                call,
                snapshot -> COMMANDS.in(call.scope())
                        .page(
                                snapshot,
                                Range.all(),
                                WindowLookup.limit(in.maxResults(), PAGE),
                                in.nextToken(),
                                "ListCommands " + id + in.instanceId() + in.filters(),
                                row -> in.instanceId() == null
                                        && (id == null || id.equals(row.key()))
                                        && in.filters().stream().allMatch(filter -> holds(filter, row.value()))),
                page -> ListCommandsResult.builder()
                        .commands(page.items().stream().map(Row::value).toList())
                        .nextToken(page.next().orElse(null))
                        .build());
    }

    private static boolean holds(CommandFilter filter, Command command) {
        String value = filter.value();
        return switch (filter.key()) {
            case "Status" -> value.equals(command.status_());
            case "DocumentName" -> value.equals(command.documentName());
            case "ExecutionStage" -> value.equals("Complete");
            default -> {
                int order = Objects.requireNonNull(command.requestedDateTime()).compareTo(time(value));
                yield filter.key().equals("InvokedAfter") ? order > 0 : order < 0;
            }
        };
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw SsmErrors.filterValue("Not a time such as 2024-01-01T00:00:00Z: " + text);
        }
    }

    @Override
    public ListCommandInvocationsResult listCommandInvocations(ListCommandInvocationsRequest in, Call call) {
        return ListCommandInvocationsResult.builder()
                .commandInvocations(List.of())
                .build();
    }

    @Override
    public GetCommandInvocationResult getCommandInvocation(GetCommandInvocationRequest in, Call call) {
        throw SsmErrors.noInvocation();
    }
}
