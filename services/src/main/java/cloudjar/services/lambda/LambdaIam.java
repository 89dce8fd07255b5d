package cloudjar.services.lambda;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.Rule;
import cloudjar.kernel.shape.Structure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What operations of Lambda need permission for.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html">Actions of AWS Lambda</a>
 */
final class LambdaIam {
    private static final Locator LAYER = asked -> layer(asked, false);
    private static final Locator LAYER_VERSION = asked -> layer(asked, true);
    private static final Locator MAPPING =
            asked -> asked.arn("lambda", "event-source-mapping:" + asked.textOrEmpty("UUID"));
    private static final Locator SIGNING = asked -> asked.textOrEmpty("CodeSigningConfigArn");

    static final AccessRules RULES = AccessRules.of("lambda")
            .usually(LambdaIam::function)
            .on(
                    "CreateFunction",
                    Rule.need("lambda:CreateFunction", LambdaIam::function)
                            .and(Rule.passRole(asked -> asked.text("Role"), Roles.SERVICE))
                            .and(Rule.need("lambda:TagResource", LambdaIam::function)
                                    .when(asked -> asked.has("Tags"))))
            .on(
                    "UpdateFunctionConfiguration",
                    Rule.need("lambda:UpdateFunctionConfiguration", LambdaIam::function)
                            .and(Rule.passRole(asked -> asked.text("Role"), Roles.SERVICE)))
            .on("Invoke", Rule.need("lambda:InvokeFunction", LambdaIam::function))
            .on("InvokeAsync", Rule.need("lambda:InvokeFunction", LambdaIam::function))
            .on("InvokeWithResponseStream", Rule.need("lambda:InvokeFunction", LambdaIam::function))
            .on(asked -> aliasOf(asked, "Name"), "CreateAlias", "DeleteAlias", "GetAlias", "UpdateAlias")
            .on(
                    Locator.NONE,
                    "ListFunctions",
                    "GetAccountSettings",
                    "ListLayers",
                    "ListLayerVersions",
                    "CreateEventSourceMapping",
                    "ListEventSourceMappings",
                    "CreateCodeSigningConfig",
                    "ListCodeSigningConfigs")
            .on(LAYER, "PublishLayerVersion")
            .on(
                    LAYER_VERSION,
                    "GetLayerVersion",
                    "DeleteLayerVersion",
                    "AddLayerVersionPermission",
                    "RemoveLayerVersionPermission",
                    "GetLayerVersionPolicy")
            .on("GetLayerVersionByArn", Rule.need("lambda:GetLayerVersion", asked -> asked.textOrEmpty("Arn")))
            .on(MAPPING, "UpdateEventSourceMapping", "GetEventSourceMapping", "DeleteEventSourceMapping")
            .on(
                    SIGNING,
                    "UpdateCodeSigningConfig",
                    "GetCodeSigningConfig",
                    "DeleteCodeSigningConfig",
                    "ListFunctionsByCodeSigningConfig")
            .on(asked -> asked.textOrEmpty("Resource"), "TagResource", "UntagResource", "ListTags")
            // Application Auto Scaling moves it.
            .amongServices(
                    "GetProvisionedConcurrencyConfig",
                    "PutProvisionedConcurrencyConfig",
                    "DeleteProvisionedConcurrencyConfig")
            .keys(LambdaIam::values)
            .build();

    private LambdaIam() {}

    private static List<String> values(Asked asked, Need need, String key) {
        return switch (key) {
            case "lambda:functionarn" -> {
                String name = asked.text("FunctionName");
                yield name == null ? List.of() : List.of(function(asked));
            }
            case "lambda:layer" -> asked.elements("Layers", String.class);
            case "lambda:functionurlauthtype" -> one(asked.text("AuthType"));
            case "lambda:principal" -> one(asked.text("Principal"));
            case "lambda:codesigningconfigarn" -> one(asked.text("CodeSigningConfigArn"));
            case "lambda:subnetids" -> Asked.elements(network(asked), "SubnetIds", String.class);
            case "lambda:securitygroupids" -> Asked.elements(network(asked), "SecurityGroupIds", String.class);
            default -> List.of();
        };
    }

    private static @Nullable Structure network(Asked asked) {
        return asked.structure("VpcConfig");
    }

    private static List<String> one(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    /** The function of the call, with its qualifier where it says one. */
    private static String function(Asked asked) {
        String text = asked.textOrEmpty("FunctionName");
        String qualifier = asked.text("Qualifier");
        String[] parts = text.split(":", -1);
        String account = asked.call().account();
        String region = asked.call().region();
        int at = 0;
        if (parts[0].equals("arn") && parts.length > 6) {
            region = parts[3];
            account = parts[4];
            at = 6;
        } else if (parts.length > 2 && parts[1].equals("function")) {
            account = parts[0];
            at = 2;
        } else if (parts.length > 1 && parts[0].equals("function")) {
            at = 1;
        }
        String said = at + 1 < parts.length ? parts[at + 1] : qualifier;
        String arn = asked.arn("lambda", region, account, "function:" + parts[at]);
        return said == null || said.isEmpty() ? arn : arn + ":" + said;
    }

    private static String aliasOf(Asked asked, String member) {
        return function(asked) + ":" + asked.textOrEmpty(member);
    }

    private static String layer(Asked asked, boolean version) {
        String text = asked.textOrEmpty("LayerName");
        String arn = text.startsWith("arn:") ? text : asked.arn("lambda", "layer:" + text);
        return version ? arn + ":" + asked.input().get("VersionNumber") : arn;
    }
}
