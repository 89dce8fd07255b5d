package cloudjar.services.lambda;

import cloudjar.api.lambda.EventSourceMappings;
import cloudjar.api.lambda.Lambda;
import cloudjar.api.lambda.LambdaOf;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.limit.LimitProfile;

/** Lambda, put together from its groups of operations. */
public final class LambdaService {
    private LambdaService() {}

    /** The service, with what it does by itself. */
    public static Lambda of(Wiring wiring) {
        wiring.access().rules(Lambda.API.id(), LambdaIam.RULES);
        wiring.access().policies("lambda", new FunctionAccess());
        CodeDocuments.show(wiring.outside().documents());
        LimitProfile limits = wiring.limits();
        FunctionEngine engine = wiring.functions();
        Roles roles = new Roles(wiring.cloud());
        Packages packages = new Packages(wiring.cloud(), limits);
        Executions executions = new Executions(roles);
        FunctionLogs logs = new FunctionLogs(new LogShipper(wiring.cloud()), roles);
        Invoker invoker = new Invoker(engine, executions, new Places(limits), logs);
        AsyncEvents events = new AsyncEvents(limits, engine, invoker, new Destinations(wiring.cloud(), roles));
        events.register(wiring.timers());
        return new LambdaOf(
                new FunctionOperations(limits, engine, packages, new Configurations(limits), roles),
                new VersionOperations(limits),
                new AliasOperations(limits),
                new InvocationOperations(limits, engine, invoker, events),
                new LayerOperations(limits, packages),
                new LayerPermissionOperations(),
                new PermissionOperations(limits),
                new ConcurrencyOperations(limits, engine, executions),
                new EventInvokeConfigOperations(limits),
                new UrlOperations(limits),
                new EventSourceMappings() {},
                new SigningOperations(limits),
                new SettingOperations(),
                new TagOperations(limits));
    }
}
