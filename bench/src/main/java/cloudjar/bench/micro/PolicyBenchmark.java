package cloudjar.bench.micro;

import cloudjar.kernel.policy.AccessRequest;
import cloudjar.kernel.policy.ActionName;
import cloudjar.kernel.policy.Caller;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.CompiledPolicy;
import cloudjar.kernel.policy.Decision;
import cloudjar.kernel.policy.PolicyEvaluator;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.policy.RequestContext;
import cloudjar.kernel.policy.ResourceName;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decisions about a user with ten policies, compiled as they are kept. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PolicyBenchmark {
    private static final String ACCOUNT = "111122223333";
    private static final List<String> SERVICES =
            List.of("s3", "sqs", "sns", "dynamodb", "lambda", "logs", "kms", "events", "states", "ssm");

    private final Caller caller = Caller.of(
            new Principal.User(ACCOUNT, new Arn("aws", "iam", "", ACCOUNT, "user/ann"), "AIDAEXAMPLE0000000001"));
    private final ActionName action = ActionName.of("dynamodb:GetItem");
    private PolicySet policies = PolicySet.NONE;
    private RequestContext context = RequestContext.EMPTY;

    /** Ten policies of three statements each, one of them a denial under a condition. */
    @Setup
    public void compile() {
        CompiledPolicies documents = new CompiledPolicies();
        List<CompiledPolicy> all = new ArrayList<>();
        for (String service : SERVICES) {
            String document = """
                    {"Version": "2012-10-17", "Statement": [
                      {"Effect": "Allow", "Action": ["%1$s:Get*", "%1$s:List*", "%1$s:Describe*"],
                       "Resource": "arn:aws:%1$s:*:%2$s:*"},
                      {"Effect": "Allow", "Action": ["%1$s:Put*", "%1$s:Send*"],
                       "Resource": ["arn:aws:%1$s:us-east-1:%2$s:table/${aws:username}-*"]},
                      {"Effect": "Deny", "Action": "%1$s:*", "Resource": "*",
                       "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["us-east-1", "eu-west-1"]}}}]}""".formatted(service, ACCOUNT);
            all.addAll(documents.layer(PolicyKind.IDENTITY, service, document).policies());
        }
        policies = PolicySet.NONE.withIdentity(PolicyLayer.of(all));
        context = RequestContext.asking(key -> switch (key) {
            case "aws:requestedregion" -> List.of("us-east-1");
            case "aws:username" -> List.of("ann");
            default -> List.of();
        });
    }

    /** One decision, the resource's name taken apart each time as a call does. */
    @Benchmark
    public Decision decide() {
        ResourceName resource = ResourceName.of("arn:aws:dynamodb:us-east-1:111122223333:table/orders");
        return PolicyEvaluator.decide(new AccessRequest(caller, action, List.of(resource), ACCOUNT, context), policies);
    }
}
