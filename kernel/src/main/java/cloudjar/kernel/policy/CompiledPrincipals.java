package cloudjar.kernel.policy;

import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The principals of a statement, ready to be asked.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">NotPrincipal</a>
 */
final class CompiledPrincipals {
    private static final Pattern ROOT = Pattern.compile("arn:[^:]+:iam::(\\d{12}):root");

    private final Sense sense;
    private final Effect effect;
    private final List<Entry> entries;

    CompiledPrincipals(PrincipalSelection principals, Effect effect) {
        this.sense = principals.sense();
        this.effect = effect;
        this.entries =
                principals.names().stream().map(CompiledPrincipals::entry).toList();
    }

    /** One name of the list. */
    @FunctionalInterface
    private interface Entry {
        Naming of(Caller caller);
    }

    /**
     * How the statement names the caller. {@code NotPrincipal} names everyone that its list does not name; where it
     * denies, only a caller named itself is spared, and none that has a permissions boundary.
     */
    Naming naming(Caller caller, boolean bounded) {
        Naming naming = Naming.NOT;
        for (Entry entry : entries) {
            naming = naming.or(entry.of(caller));
        }
        if (sense == Sense.NAMED) {
            return naming;
        }
        boolean spared = effect == Effect.DENY ? naming == Naming.ITSELF && !bounded : naming != Naming.NOT;
        return spared ? Naming.NOT : Naming.ITSELF;
    }

    private static Entry entry(PrincipalName name) {
        return switch (name) {
            case PrincipalName.Everyone() -> _ -> Naming.ITSELF;
            case PrincipalName.Aws(String value) -> aws(value);
            case PrincipalName.Service(String value) ->
                caller -> itselfIf(caller.principal() instanceof Principal.Service service
                        && (value.equals("*") || service.name().equalsIgnoreCase(value)));
            case PrincipalName.Federated(String value) ->
                caller -> itselfIf(caller.provider() != null && (value.equals("*") || value.equals(caller.provider())));
            case PrincipalName.CanonicalUser(String value) ->
                caller -> value.equals(caller.canonicalUser()) ? byAccount(caller) : Naming.NOT;
        };
    }

    private static Entry aws(String value) {
        var root = ROOT.matcher(value);
        String account = Account.isId(value) ? value : root.matches() ? root.group(1) : "";
        if (!account.isEmpty()) {
            return caller -> account.equals(caller.principal().account()) ? byAccount(caller) : Naming.NOT;
        }
        if (value.startsWith("arn:")) {
            return caller -> value.equals(caller.principal().id())
                    ? Naming.ITSELF
                    : caller.isSessionOf(value) ? Naming.IDENTITY : Naming.NOT;
        }
        return caller -> switch (caller.principal()) {
            case Principal.User user -> itselfIf(user.userId().equals(value));
            case Principal.AssumedRole session -> session.roleId().equals(value) ? Naming.IDENTITY : Naming.NOT;
            case Principal.Anonymous _, Principal.Root _, Principal.Federated _, Principal.Service _ -> Naming.NOT;
        };
    }

    private static Naming byAccount(Caller caller) {
        return caller.principal() instanceof Principal.Root ? Naming.ITSELF : Naming.ACCOUNT;
    }

    private static Naming itselfIf(boolean named) {
        return named ? Naming.ITSELF : Naming.NOT;
    }
}
