package cloudjar.kernel.policy;

import cloudjar.kernel.policy.PolicyProblem.Code;

/**
 * AWS's sentences for what is wrong with a policy. There are three families: that of policies of identities, that of
 * policies of resources and roles, and the one sentence of Organizations.
 */
enum Wording {
    IDENTITY {
        @Override
        String of(Code code, String value) {
            return switch (code) {
                case TOO_LONG, TOO_LARGE -> "Cannot exceed quota for PolicySize: " + value;
                case NOT_JSON, SYNTAX, STATEMENT_MISSING, STATEMENT_EMPTY, EFFECT_MISSING, EFFECT_UNKNOWN ->
                    "Syntax errors in policy.";
                case VERSION -> "Policy document must be version 2012-10-17 or greater.";
                case LEGACY -> "The policy failed legacy parsing";
                case SID_FORM ->
                    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression"
                            + " [0-9A-Za-z]*";
                case SID_TWICE -> "Statement IDs (SID) in a single policy must be unique.";
                case PRINCIPAL_FORBIDDEN, PRINCIPAL_MISSING, PRINCIPAL_EMPTY, PRINCIPAL_FORM, NOT_PRINCIPAL ->
                    "Policy document should not specify a principal.";
                case RESOURCE_FORBIDDEN, RESOURCE_MISSING -> "Policy statement must contain resources.";
                case RESOURCE_FORM -> "Resource " + value + " must be in ARN format or \"*\".";
                case RESOURCE_PARTITION -> partition(value);
                case RESOURCE_VENDOR -> "Resource vendor must be fully qualified and cannot contain regexes.";
                case ACTION_MISSING -> "Policy statement must contain actions.";
                case ACTION_VENDOR_MISSING ->
                    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
                case ACTION_VENDOR_FORM -> "Vendor " + value + " is not valid";
                case ACTION_COLONS -> "Actions/Condition can contain only one colon.";
                case SERVICE -> value;
            };
        }
    },

    RESOURCE {
        @Override
        String of(Code code, String value) {
            return switch (code) {
                case TOO_LONG, TOO_LARGE -> "Cannot exceed quota for ACLSizePerRole: " + value;
                case NOT_JSON -> "This policy contains invalid Json";
                case SYNTAX, LEGACY -> "Syntax error in policy.";
                case STATEMENT_MISSING -> "Missing required field Statement";
                case STATEMENT_EMPTY -> "Could not parse the policy: Statement is empty!";
                case EFFECT_MISSING -> "Missing required field Effect";
                case EFFECT_UNKNOWN -> "Invalid effect: " + value;
                case VERSION -> "The policy must contain a valid version string";
                case SID_FORM, SID_TWICE -> "The Statement Ids in the policy are not unique";
                case PRINCIPAL_MISSING, PRINCIPAL_FORBIDDEN -> "Missing required field Principal";
                case PRINCIPAL_EMPTY -> "Missing required field Principal cannot be empty!";
                case PRINCIPAL_FORM -> "Invalid principal in policy: " + value;
                case NOT_PRINCIPAL -> value;
                case RESOURCE_FORBIDDEN -> "Has prohibited field " + value;
                case RESOURCE_FORM, RESOURCE_PARTITION, RESOURCE_VENDOR -> "Policy has invalid resource";
                case RESOURCE_MISSING -> "Missing required field Resource";
                case ACTION_MISSING -> "Missing required field Action";
                case ACTION_VENDOR_MISSING, ACTION_VENDOR_FORM, ACTION_COLONS -> "Policy has invalid action";
                case SERVICE -> value;
            };
        }
    },

    CONTROL {
        @Override
        String of(Code code, String value) {
            return code == Code.SERVICE
                    ? value
                    : "The provided policy document does not meet the requirements of the specified policy type.";
        }
    };

    /** The sentence for a problem with this value. */
    abstract String of(Code code, String value);

    /** The sentence shows the ARN as it was understood: its first part corrected, and parts that lack filled in. */
    private static String partition(String resource) {
        String[] parts = resource.split(":", 6);
        StringBuilder arn = new StringBuilder("arn");
        for (int i = 1; i < 6; i++) {
            arn.append(':').append(i < parts.length ? parts[i] : "*");
        }
        return "Partition \"" + parts[1] + "\" is not valid for resource \"" + arn + "\".";
    }
}
