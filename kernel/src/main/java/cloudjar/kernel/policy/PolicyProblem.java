package cloudjar.kernel.policy;

/**
 * Why a policy is refused.
 *
 * @param code what is wrong, for a service that says it in its own words
 * @param message AWS's sentence for this kind of policy
 * @param path where, such as {@code Statement[1].Action}
 * @param value the value that is wrong; empty where something is missing
 */
public record PolicyProblem(Code code, String message, String path, String value) {
    /** What can be wrong, in the order in which AWS finds it: of several problems, the one with the first code is told. */
    public enum Code {
        /** Longer than any policy. */
        TOO_LONG,
        /** Not JSON, or JSON that is not an object. */
        NOT_JSON,
        /** An element twice, of a wrong type, unknown, or beside one that excludes it. */
        SYNTAX,
        STATEMENT_MISSING,
        STATEMENT_EMPTY,
        EFFECT_MISSING,
        EFFECT_UNKNOWN,
        /** No version, or one that this kind of policy cannot have. */
        VERSION,
        /** Refused by AWS's older parser: upper and lower case of an effect, dates, the number of parts of an ARN. */
        LEGACY,
        SID_FORM,
        SID_TWICE,
        PRINCIPAL_FORBIDDEN,
        PRINCIPAL_MISSING,
        PRINCIPAL_EMPTY,
        PRINCIPAL_FORM,
        NOT_PRINCIPAL,
        RESOURCE_FORBIDDEN,
        RESOURCE_FORM,
        RESOURCE_PARTITION,
        RESOURCE_VENDOR,
        ACTION_MISSING,
        ACTION_VENDOR_MISSING,
        ACTION_VENDOR_FORM,
        ACTION_COLONS,
        RESOURCE_MISSING,
        /** What the service itself has against it. */
        SERVICE,
        /** Right, but over the size that this kind of policy may have. */
        TOO_LARGE
    }
}
