package cloudjar.services.ssm;

import cloudjar.api.ssm.Ssm;
import cloudjar.api.ssm.SsmOf;
import cloudjar.kernel.call.Wiring;
import cloudjar.services.RoleSessions;

/** Systems Manager, put together from its groups of operations. */
public final class SsmService {
    private SsmService() {}

    /** The service. */
    public static Ssm of(Wiring wiring) {
        wiring.access().rules(Ssm.API.id(), SsmIam.RULES);
        wiring.access().policies("ssm", new SsmAccess());
        SecureValues secure = new SecureValues(wiring.cloud());
        ParameterEvents events = new ParameterEvents(wiring.cloud());
        new SsmTimers(events).register(wiring.timers());
        SsmCalls calls = new SsmCalls(new RoleSessions(wiring.cloud(), wiring.credentials()));
        AutomationTimers.register(
                wiring.timers(),
                new AutomationEngine(wiring.cloud(), wiring.credentials(), calls, wiring.functions()),
                new AutomationAlarms(wiring.cloud()));
        new AssociationRuns(wiring.cloud()).register(wiring.timers());
        CommandOperations.register(wiring.timers());
        WindowTimers.register(wiring.timers(), new WindowRuns(new WindowWork(wiring.cloud(), calls)));
        OpsEvents ops = new OpsEvents(wiring.cloud());
        return new SsmOf(
                new ParameterOperations(secure, events),
                new ParameterValueOperations(secure, new SecretReferences(wiring.cloud()), new PublicParameters()),
                new PolicyOperations(),
                new TagOperations(),
                new SettingOperations(),
                new DocumentOperations(),
                new ShareOperations(),
                new CommandOperations(),
                new SessionOperations(),
                new InstanceOperations(),
                new MaintenanceWindowOperations(),
                new PatchOperations(),
                new OpsItemOperations(ops),
                new AutomationOperations(wiring.cloud(), ops),
                new AssociationOperations(),
                new InventoryOperations(wiring.cloud()),
                new ActivationOperations());
    }
}
