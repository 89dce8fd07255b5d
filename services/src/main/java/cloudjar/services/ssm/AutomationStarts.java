package cloudjar.services.ssm;

import cloudjar.api.ssm.AutomationExecution;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.ssm.AutomationRun.Cursor;
import cloudjar.services.ssm.AutomationRun.Member;
import cloudjar.services.ssm.AutomationRun.Starter;
import cloudjar.services.ssm.runbook.Runbook;
import cloudjar.services.ssm.runbook.RunbookException;
import cloudjar.services.ssm.runbook.Values;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins automations. */
final class AutomationStarts {
    private AutomationStarts() {}

    /** A document to be run. */
    record Definition(String name, String owner, DocumentVersion version) {
        Runbook runbook() {
            return Runbook.parse(version.content(), version.format());
        }
    }

    /** The document of that name; refuses what is no automation. */
    static Definition definition(Snapshot snapshot, String name, @Nullable String version, String type, Call call) {
        String bare = name.startsWith("arn:") && name.contains("automation-definition/")
                ? name.substring(name.indexOf("automation-definition/") + "automation-definition/".length())
                        .split(":", -1)[0]
                : name;
        if (AwsDocuments.isOne(bare)) {
            throw AwsDocuments.absent(bare);
        }
        Document document = DocumentLookup.lookFor(snapshot, bare, call)
                .filter(found -> found.type().equals(type))
                .orElseThrow(() -> AutomationErrors.noAutomation(name));
        return new Definition(
                document.name(),
                document.owner(),
                DocumentLookup.lookForVersion(snapshot, document, version, call)
                        .orElseThrow(() -> AutomationErrors.noAutomationVersion(name, version)));
    }

    /** Who starts it. */
    static Starter starter(Call call) {
        String key = call.credential() == null ? null : call.credential().accessKeyId();
        return new Starter(
                key,
                call.principal() instanceof Principal.Service,
                call.principal().id(),
                call.endpoint());
    }

    /**
     * An execution that is to begin.
     *
     * @param shown with an id, parameters, and what else is asked for
     */
    static AutomationRun run(
            Definition definition,
            AutomationExecution.Builder shown,
            Starter starter,
            Map<String, String> tags,
            List<Member> members,
            Instant now) {
        Runbook runbook = definition.runbook();
        Map<String, String> variables = new LinkedHashMap<>();
        runbook.variables().forEach((name, value) -> variables.put(name, Values.stored(value)));
        AutomationExecution whole = shown.documentName(definition.name())
                .documentVersion(Long.toString(definition.version().number()))
                .executedBy(starter.id())
                .executionStartTime(now)
                .automationExecutionStatus(AutomationRun.IN_PROGRESS)
                .build();
        return new AutomationRun(
                whole,
                definition.version().content(),
                definition.version().format(),
                starter,
                Cursor.START,
                Map.of(),
                variables,
                tags,
                List.of(),
                members);
    }

    /** The parameters of an execution; refuses what the document does not ask for. */
    static Map<String, List<String>> parameters(Runbook runbook, Map<String, List<String>> asked) {
        try {
            return runbook.given(asked);
        } catch (RunbookException e) {
            throw AutomationErrors.automationParameters(e.getMessage());
        }
    }

    /** Keeps an execution and lets it begin. */
    static void begin(Tx tx, Scope scope, AutomationRun run, Instant now) {
        AutomationTables tables = AutomationTables.in(scope);
        long most = SsmLimits.AUTOMATIONS_MAX.current();
        if (tables.runsUnderWay.count(tx, Range.all().limit((int) most)) >= most) {
            throw AutomationErrors.tooManyAutomations(most);
        }
        tables.runs.put(tx, run.id(), run);
        tx.at(now, timer(scope, run.id()));
        AutomationAlarms.watch(tx, scope, run, now);
    }

    /** The timer on which an execution goes on. */
    static Timer timer(Scope scope, String execution) {
        return Timer.of(AutomationEngine.HANDLER, scope.account() + "/" + scope.region() + "/" + execution);
    }
}
