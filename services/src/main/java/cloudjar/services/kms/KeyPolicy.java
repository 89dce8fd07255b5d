package cloudjar.services.kms;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.policy.AccessRequest;
import cloudjar.kernel.policy.ActionName;
import cloudjar.kernel.policy.Caller;
import cloudjar.kernel.policy.CompiledPolicy;
import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyEvaluator;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.policy.RequestContext;
import cloudjar.kernel.policy.ResourceGrant;
import cloudjar.kernel.policy.ResourceName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Key policies: the default one, those of managed keys, and the check of new ones.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">Key policies</a>
 */
final class KeyPolicy {
    /** The only name that a key's policy has. */
    static final String NAME = "default";

    private KeyPolicy() {}

    /** The policy of a key whose maker gave none: identities of the account may be given rights by their own policies. */
    static String standard(Call call) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:%s:iam::%s:root"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }""".formatted(call.partition().id(), call.account());
    }

    /** The policy of a managed key: whoever may use the service may use the key through it. */
    static String managed(Call call, String service) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "auto-%1$s-1",
                  "Statement" : [ {
                    "Sid" : "Allow access through %1$s for all principals in the account that are authorized to use it",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "*"
                    },
                    "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant", "kms:DescribeKey" ],
                    "Resource" : "*",
                    "Condition" : {
                      "StringEquals" : {
                        "kms:CallerAccount" : "%3$s",
                        "kms:ViaService" : "%1$s.%4$s.amazonaws.com"
                      }
                    }
                  }, {
                    "Sid" : "Allow direct access to key metadata to the account",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:%2$s:iam::%3$s:root"
                    },
                    "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant" ],
                    "Resource" : "*"
                  } ]
                }""".formatted(service, call.partition().id(), call.account(), call.region());
    }

    /**
     * Refuses what is no key policy, and what would lock the caller out of changing it again.
     *
     * @param bypass whether the caller knows what he does
     */
    static void check(String text, Call call, boolean bypass) {
        if (text.getBytes(StandardCharsets.UTF_8).length > KmsLimits.POLICY.current()) {
            throw KmsErrors.limit("The key policy is longer than " + KmsLimits.POLICY.current() + " bytes.");
        }
        PolicyRules rules = PolicyRules.of(PolicyKind.RESOURCE).withSizeMax(Integer.MAX_VALUE);
        CompiledPolicy policy =
                switch (PolicyParser.parse(text, rules)) {
                    case PolicyParse.Accepted(PolicyDocument document) ->
                        CompiledPolicy.of(document, PolicyKind.RESOURCE, NAME);
                    case PolicyParse.Refused refused ->
                        throw KmsErrors.policy(refused.first().message());
                };
        if (!bypass && !allows(policy, call)) {
            throw KmsErrors.lockout();
        }
    }

    private static boolean allows(CompiledPolicy policy, Call call) {
        AccessRequest request = new AccessRequest(
                Caller.of(call.principal()),
                ActionName.of("kms:PutKeyPolicy"),
                List.of(ResourceName.of(call.arn("kms", "key/any").toString())),
                call.account(),
                RequestContext.of(Map.of(
                        "kms:CallerAccount", List.of(call.account()),
                        "aws:PrincipalAccount", List.of(call.principal().account()),
                        "aws:PrincipalArn", List.of(call.principal().id()))));
        PolicySet policies = PolicySet.ofResourceAlone(PolicyLayer.of(policy));
        return PolicyEvaluator.decide(request, policies, ResourceGrant.REQUIRED).allowed();
    }
}
