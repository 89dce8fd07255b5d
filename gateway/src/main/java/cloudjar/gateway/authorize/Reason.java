package cloudjar.gateway.authorize;

import cloudjar.kernel.call.access.DenialStyle;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.policy.Decision;
import cloudjar.kernel.policy.PolicyKind;
import java.util.Locale;

/**
 * AWS's sentence for a denial.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Troubleshoot access denied
 *     error messages</a>
 */
final class Reason {
    private Reason() {}

    /** The whole sentence: who may not do what, and why. */
    static String sentence(String principal, Need need, Decision decision, DenialStyle style) {
        String action = action(need, style);
        return "User: " + principal + " is not authorized to perform: " + action + on(need, style)
                + because(action, decision);
    }

    /** The sentence without the reason. */
    static String bare(String principal, Need need, DenialStyle style) {
        return "User: " + principal + " is not authorized to perform: " + action(need, style) + on(need, style);
    }

    private static String action(Need need, DenialStyle style) {
        String text = need.action().text();
        return style.casing() == DenialStyle.Casing.LOWER ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static String on(Need need, DenialStyle style) {
        String quote = style.quotes();
        return " on resource: " + quote + need.resource().text() + quote;
    }

    private static String because(String action, Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> "";
            case Decision.ExplicitlyDenied denied ->
                " with an explicit deny in " + article(denied.by().kind());
            case Decision.ImplicitlyDenied missing ->
                " because no " + name(missing.missing()) + " allows the " + action + " action";
        };
    }

    private static String article(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> "an identity-based policy";
            case TRUST -> "the role trust policy";
            case BOUNDARY, SESSION, RESOURCE, SERVICE_CONTROL, RESOURCE_CONTROL -> "a " + name(kind);
        };
    }

    private static String name(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> "identity-based policy";
            case BOUNDARY -> "permissions boundary";
            case SESSION -> "session policy";
            case RESOURCE -> "resource-based policy";
            case TRUST -> "role trust policy";
            case SERVICE_CONTROL -> "service control policy";
            case RESOURCE_CONTROL -> "resource control policy";
        };
    }
}
