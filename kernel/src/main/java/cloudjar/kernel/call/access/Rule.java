package cloudjar.kernel.call.access;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an operation needs permission for. */
@FunctionalInterface
public interface Rule {
    /** Needs nothing: whoever has credentials may. */
    Rule FREE = (_, _) -> {};

    /** Gives each need of the call, in the order in which they are looked at. */
    void needs(Asked asked, Consumer<Need> into);

    /** An action on one resource. */
    static Rule need(String action, Locator resource) {
        Action needed = Action.of(action);
        return (asked, into) -> into.accept(Need.of(needed, resource.locate(asked)));
    }

    /** An action on each of several resources. */
    static Rule needEach(String action, Function<Asked, List<String>> arns) {
        Action needed = Action.of(action);
        return (asked, into) -> arns.apply(asked).forEach(arn -> into.accept(Need.of(needed, arn)));
    }

    /**
     * The right to hand a role to a service, where the input names a role.
     *
     * @param role its ARN; null where the call hands over none
     * @param service which will assume it, such as {@code lambda.amazonaws.com}
     */
    static Rule passRole(Function<Asked, @Nullable String> role, String service) {
        return (asked, into) -> {
            String arn = role.apply(asked);
            if (arn != null) {
                into.accept(Need.of(PassRole.ACTION, arn)
                        .with(key -> key.equals("iam:passedtoservice") ? List.of(service) : List.of()));
            }
        };
    }

    /** This and more. */
    default Rule and(Rule more) {
        return (asked, into) -> {
            needs(asked, into);
            more.needs(asked, into);
        };
    }

    /** This where something holds of the call, else nothing. */
    default Rule when(Predicate<Asked> holds) {
        return (asked, into) -> {
            if (holds.test(asked)) {
                needs(asked, into);
            }
        };
    }

    /** The action of IAM that every service asks about. */
    final class PassRole {
        static final Action ACTION = Action.of("iam:PassRole");

        private PassRole() {}
    }
}
