package cloudjar.services.iam;

import cloudjar.api.iam.ContextEntry;
import cloudjar.api.iam.EvaluationResult;
import cloudjar.api.iam.GetContextKeysForCustomPolicyRequest;
import cloudjar.api.iam.GetContextKeysForPolicyResponse;
import cloudjar.api.iam.GetContextKeysForPrincipalPolicyRequest;
import cloudjar.api.iam.PolicySimulations;
import cloudjar.api.iam.SimulateCustomPolicyRequest;
import cloudjar.api.iam.SimulatePolicyResponse;
import cloudjar.api.iam.SimulatePrincipalPolicyRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.policy.RequestContext;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks what policies would say. */
final class SimulationOperations implements PolicySimulations {
    private static final List<String> ANY = List.of("*");
    private static final String TYPE = "IAM Policy";

    @Override
    public SimulatePolicyResponse simulateCustomPolicy(SimulateCustomPolicyRequest in, Call call) {
        List<Simulation.Source> own = inputs("PolicyInputList", in.policyInputList());
        Simulation simulation = new Simulation(
                own,
                inputs("PermissionsBoundaryPolicyInputList", in.permissionsBoundaryPolicyInputList()),
                in.resourcePolicy(),
                new Principal.User(call.account(), caller(in.callerArn(), call), "AIDASIMULATED"),
                context(in.contextEntries()),
                keys(in.contextEntries()));
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "SimulateCustomPolicy");
        return answer(simulation, in.actionNames(), in.hasResourceArns() ? in.resourceArns() : ANY, asked);
    }

    @Override
    public SimulatePolicyResponse simulatePrincipalPolicy(SimulatePrincipalPolicyRequest in, Call call) {
        Simulation simulation = call.read(snapshot -> {
            Identity source = PolicySources.identity(snapshot, call, in.policySourceArn());
            List<Simulation.Source> own = new ArrayList<>(PolicySources.of(snapshot, call, source));
            own.addAll(inputs("PolicyInputList", in.policyInputList()));
            List<Simulation.Source> boundaries = in.hasPermissionsBoundaryPolicyInputList()
                    ? inputs("PermissionsBoundaryPolicyInputList", in.permissionsBoundaryPolicyInputList())
                    : PolicySources.boundary(snapshot, call, source);
            Arn arn = Arn.parse(source.arn(call)).orElseThrow();
            return new Simulation(
                    own,
                    boundaries,
                    in.resourcePolicy(),
                    new Principal.User(call.account(), arn, source.id()),
                    context(in.contextEntries()),
                    keys(in.contextEntries()));
        });
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "SimulatePrincipalPolicy" + in.policySourceArn());
        return answer(simulation, in.actionNames(), in.hasResourceArns() ? in.resourceArns() : ANY, asked);
    }

    @Override
    public GetContextKeysForPolicyResponse getContextKeysForCustomPolicy(
            GetContextKeysForCustomPolicyRequest in, Call call) {
        return GetContextKeysForPolicyResponse.builder()
                .contextKeyNames(ContextKeys.of(in.policyInputList()))
                .build();
    }

    @Override
    public GetContextKeysForPolicyResponse getContextKeysForPrincipalPolicy(
            GetContextKeysForPrincipalPolicyRequest in, Call call) {
        List<String> documents = call.read(snapshot -> {
            Identity source = PolicySources.identity(snapshot, call, in.policySourceArn());
            return Stream.concat(
                            PolicySources.of(snapshot, call, source).stream().map(Simulation.Source::document),
                            in.policyInputList().stream())
                    .toList();
        });
        return GetContextKeysForPolicyResponse.builder()
                .contextKeyNames(ContextKeys.of(documents))
                .build();
    }

    private static SimulatePolicyResponse answer(
            Simulation simulation, List<String> actions, List<String> resources, PageRequest asked) {
        List<EvaluationResult> results = new ArrayList<>();
        for (String action : actions) {
            if (action.indexOf(':') < 0) {
                throw IamErrors.invalidInput("Invalid Entity Name: " + action);
            }
            resources.forEach(resource -> results.add(simulation.result(action, resource)));
        }
        IdentityHashMap<EvaluationResult, String> positions = new IdentityHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            positions.put(results.get(i), String.format("%08d", i));
        }
        Page<EvaluationResult> part = Page.of(results, positions::get, asked);
        return SimulatePolicyResponse.builder()
                .evaluationResults(part.items())
                .isTruncated(part.next().isPresent())
                .marker(part.next().orElse(null))
                .build();
    }

    private static List<Simulation.Source> inputs(String name, List<String> documents) {
        return IntStream.range(0, documents.size())
                .mapToObj(i -> new Simulation.Source(name + "." + (i + 1), TYPE, documents.get(i)))
                .toList();
    }

    private static Arn caller(@Nullable String arn, Call call) {
        return Arn.parse(
                        arn == null
                                ? "arn:" + call.partition().id() + ":iam::" + call.account() + ":user/simulated"
                                : arn)
                .orElseThrow(IamErrors::badArn);
    }

    private static RequestContext context(List<ContextEntry> entries) {
        Map<String, List<String>> keys = new HashMap<>();
        for (ContextEntry entry : entries) {
            if (entry.contextKeyName() != null) {
                keys.put(entry.contextKeyName(), entry.contextKeyValues());
            }
        }
        return RequestContext.of(keys);
    }

    private static Set<String> keys(List<ContextEntry> entries) {
        return entries.stream()
                .map(entry ->
                        Objects.requireNonNullElse(entry.contextKeyName(), "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
