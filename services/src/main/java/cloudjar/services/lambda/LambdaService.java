package cloudjar.services.lambda;

import cloudjar.api.cloudwatch.CloudWatch;
import cloudjar.api.lambda.Lambda;
import cloudjar.api.lambda.LambdaOf;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Standby;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.services.MetricData;

/** Lambda, put together from its groups of operations. */
public final class LambdaService {
    private LambdaService() {}

    /**
     * The service, with what pages of other origins may do at the addresses of functions. Archives are shown to whoever knows
     * their address, whether or not it is made.
     */
    public static ServiceBinding<Lambda> binding(Wiring wiring, Standby standby) {
        CodeDocuments.show(wiring.outside().documents());
        return standby.bind(Lambda.API, new UrlOrigins(), () -> of(wiring));
    }

    /** The service, with what it does by itself. */
    public static Lambda of(Wiring wiring) {
        wiring.access().rules(Lambda.API.id(), LambdaIam.RULES);
        wiring.access().policies("lambda", new FunctionAccess());
        LimitProfile limits = wiring.limits();
        FunctionEngine engine = wiring.functions();
        Roles roles = new Roles(wiring);
        Packages packages = new Packages(wiring.cloud(), limits);
        Environments environments = new Environments(wiring.cloud());
        Executions executions = new Executions(roles, environments);
        FunctionLogs logs = new FunctionLogs(new LogShipper(wiring.cloud()), roles);
        FunctionMetrics metrics = new FunctionMetrics(
                new MetricData(wiring.cloud().client(CloudWatch.API), Roles.SERVICE, limits),
                wiring.cloud().endedCalls());
        Invoker invoker = new Invoker(engine, executions, new Places(limits), logs, metrics);
        Destinations destinations = new Destinations(wiring.cloud(), roles);
        AsyncEvents events = new AsyncEvents(limits, engine, invoker, destinations, metrics);
        events.register(wiring.timers());
        Pollers pollers = new Pollers(
                engine,
                new QueueSource(wiring.cloud(), roles, engine, invoker),
                new StreamSource(
                        wiring.cloud(), roles, invoker, engine, new StreamBatches(invoker, destinations, metrics)));
        pollers.register(wiring.timers());
        return new LambdaOf(
                new FunctionOperations(limits, engine, packages, new Configurations(limits), roles, environments),
                new VersionOperations(limits, environments),
                new AliasOperations(limits),
                new InvocationOperations(limits, engine, invoker, events),
                new LayerOperations(limits, packages),
                new LayerPermissionOperations(),
                new PermissionOperations(limits),
                new ConcurrencyOperations(limits, engine, executions),
                new EventInvokeConfigOperations(limits),
                new UrlOperations(limits),
                new UrlRequestOperations(limits, engine, invoker, wiring.access()),
                new MappingOperations(limits, new MappingRules(wiring.cloud(), roles), pollers),
                new SigningOperations(limits),
                new SettingOperations(),
                new TagOperations(limits));
    }
}
