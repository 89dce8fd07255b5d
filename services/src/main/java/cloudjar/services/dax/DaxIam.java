package cloudjar.services.dax;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Rule;
import java.util.List;

/**
 * What operations of DAX need permission for.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodbacceleratordax.html">Actions of
 *     Amazon DynamoDB Accelerator (DAX)</a>
 */
final class DaxIam {
    private static final Locator CLUSTER = asked -> cluster(asked, asked.textOrEmpty("ClusterName"));
    private static final Locator TAGGED = asked -> {
        String name = asked.textOrEmpty("ResourceName");
        return name.startsWith("arn:") ? name : cluster(asked, name);
    };

    static final AccessRules RULES = AccessRules.of("dax")
            .usually(Locator.NONE)
            .on(
                    "CreateCluster",
                    Rule.need("dax:CreateCluster", CLUSTER)
                            .and(Rule.passRole(asked -> asked.text("IamRoleArn"), "dax.amazonaws.com"))
                            .and(Rule.need("dax:TagResource", CLUSTER).when(asked -> asked.has("Tags"))))
            .on(
                    CLUSTER,
                    "DeleteCluster",
                    "UpdateCluster",
                    "IncreaseReplicationFactor",
                    "DecreaseReplicationFactor",
                    "RebootNode")
            .on(TAGGED, "ListTags", "TagResource", "UntagResource")
            .on("DescribeClusters", Rule.needEach("dax:DescribeClusters", DaxIam::described))
            .build();

    private DaxIam() {}

    private static List<String> described(Asked asked) {
        List<String> names = asked.elements("ClusterNames", String.class);
        return names.isEmpty()
                ? List.of("*")
                : names.stream().map(name -> cluster(asked, name)).toList();
    }

    private static String cluster(Asked asked, String name) {
        return asked.arn("dax", "cache/" + Names.fold(name));
    }
}
