package cloudjar.services.ssm;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.services.ssm.WindowTimers.Place;

/** What automations do by themselves: they go on, their steps run out of time, and what is old goes. */
final class AutomationTimers {
    private AutomationTimers() {}

    static void register(TimerHandlers handlers, AutomationEngine engine, AutomationAlarms alarms) {
        handlers.register(AutomationEngine.HANDLER, (world, timer, due) -> engine.advance(world, Place.of(timer)));
        handlers.register(AutomationAlarms.HANDLER, (world, timer, due) -> alarms.look(world, timer));
        handlers.register(
                AutomationSteps.DEADLINE,
                (world, timer, due) -> engine.timeOut(
                        world,
                        Place.of(timer),
                        Long.parseLong(timer.id().substring(timer.id().lastIndexOf('/') + 1))));
        handlers.register(
                AutomationTables.RUNS_END.handler(),
                (world, timer, due) -> AutomationTables.RUNS_END.fire(world.store(), timer, due, (tx, scope, row) -> {
                    AutomationTables tables = AutomationTables.in(scope);
                    tables.steps.deleteRange(tx, Range.prefix(Key.of(row.key())));
                    AutomationWatch.ended(tx, scope, row.key(), due);
                }));
        handlers.register(
                AutomationTables.TOKENS_END.handler(),
                (world, timer, due) ->
                        AutomationTables.TOKENS_END.fire(world.store(), timer, due, (tx, scope, row) -> {}));
    }
}
