package cloudjar.services.ssm;

import cloudjar.api.ssm.CancelCommandRequest;
import cloudjar.api.ssm.CancelCommandResult;
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
import java.util.List;

/** Run Command while no instance is managed: what AWS answers then. */
final class CommandOperations implements Commands {
    private static final String AWS_DOCUMENTS = "AWS-";

    @Override
    public SendCommandResult sendCommand(SendCommandRequest in, Call call) {
        String name = in.documentName();
        if (!name.startsWith(AWS_DOCUMENTS)) {
            call.read(snapshot -> DocumentLookup.find(snapshot, name, call));
        }
        if (in.instanceIds().isEmpty() && in.targets().isEmpty()) {
            throw SsmErrors.instances(List.of(), call.account());
        }
        if (!in.instanceIds().isEmpty()) {
            throw SsmErrors.instances(in.instanceIds(), call.account());
        }
        // Commands that find no instance by their targets would have to be kept and end by themselves.
        return Commands.super.sendCommand(in, call);
    }

    @Override
    public CancelCommandResult cancelCommand(CancelCommandRequest in, Call call) {
        throw SsmErrors.noCommand();
    }

    @Override
    public ListCommandsResult listCommands(ListCommandsRequest in, Call call) {
        return ListCommandsResult.builder().commands(List.of()).build();
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
