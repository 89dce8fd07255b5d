package cloudjar.services.lambda;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Partition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller calls a function: its name, a partial or a whole ARN, with or without a qualifier.
 *
 * @param qualifier a version or an alias; null where none was said
 */
record FunctionName(
        String account,
        String region,
        String name,
        @Nullable String qualifier) {
    static final String LATEST = "$LATEST";
    private static final int NAME_MAX = 64;

    /**
     * Reads what came in a request.
     *
     * @param qualifier from the request's own member; null where it has none
     * @throws cloudjar.kernel.shape.ApiException where it is another region's function, or the qualifiers contradict each other
     */
    static FunctionName of(String text, @Nullable String qualifier, Call call) {
        List<String> parts = new ArrayList<>(List.of(text.split(":", -1)));
        String account = call.account();
        String region = call.region();
        if (parts.getFirst().equals("arn") && parts.size() > 6) {
            region = parts.get(3);
            account = parts.get(4);
            parts = parts.subList(6, parts.size());
        } else if (parts.getFirst().equals("arn") && parts.size() == 6) {
            // An ARN that ends with the word "function" means a function of that name: recorded (incomplete_arn).
            region = parts.get(3);
            account = parts.get(4);
            parts = parts.subList(5, 6);
        } else if (parts.size() > 2 && parts.get(1).equals("function")) {
            account = parts.getFirst();
            parts = parts.subList(2, parts.size());
        } else if (parts.size() > 1 && parts.getFirst().equals("function")) {
            parts = parts.subList(1, parts.size());
        }
        String name = parts.getFirst();
        String derived = parts.size() > 1 ? parts.get(1) : null;
        if (!region.equals(call.region())) {
            throw LambdaErrors.otherRegion(region, call.region());
        }
        if (derived != null && qualifier != null && !derived.equals(qualifier)) {
            throw LambdaErrors.qualifiersDiffer();
        }
        String said = qualifier == null || qualifier.isEmpty() ? derived : qualifier;
        return new FunctionName(account, region, name, said);
    }

    /** Reads what came without a qualifier of its own. */
    static FunctionName of(String text, Call call) {
        return of(text, null, call);
    }

    /**
     * Reads what a function is to be called that is made.
     *
     * @throws cloudjar.kernel.shape.ApiException also where it is too long, or another account's
     */
    static FunctionName made(String text, Call call) {
        FunctionName name = of(text, call).with(null);
        if (name.name().length() > NAME_MAX) {
            throw LambdaErrors.nameTooLong(name.name(), NAME_MAX);
        }
        if (!name.account().equals(call.account())) {
            throw LambdaErrors.otherAccount();
        }
        return name;
    }

    /** The ARN of the function, without a qualifier. */
    String functionArn() {
        return "arn:" + Partition.of(region).id() + ":lambda:" + region + ":" + account + ":function:" + name;
    }

    /** The ARN with the qualifier that was said. */
    String arn() {
        return qualifier == null ? functionArn() : functionArn() + ":" + qualifier;
    }

    /** The ARN with a qualifier. */
    String arn(String other) {
        return functionArn() + ":" + other;
    }

    FunctionName with(@Nullable String other) {
        return new FunctionName(account, region, name, other);
    }

    /** The qualifier, or the one that is meant without. */
    String qualifierOrLatest() {
        return qualifier == null ? LATEST : qualifier;
    }

    /** Whether a qualifier is a number: no alias is. */
    static boolean isVersion(String qualifier) {
        return qualifier.equals(LATEST) || qualifier.chars().allMatch(Character::isDigit);
    }

    /** Whether a qualifier can be an alias. */
    static boolean isAlias(String qualifier) {
        return !isVersion(qualifier)
                && qualifier
                        .chars()
                        .allMatch(each -> each < 128 && Character.isLetterOrDigit(each) || each == '-' || each == '_');
    }

    LambdaTables tables() {
        return LambdaTables.in(account, region);
    }
}
