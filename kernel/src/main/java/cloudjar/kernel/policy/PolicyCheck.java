package cloudjar.kernel.policy;

import java.util.Optional;

/** A rule for statements that only the service knows which keeps the policy. */
@FunctionalInterface
public interface PolicyCheck {
    /** What is wrong with the statement, in AWS's words; empty if nothing is. */
    Optional<String> problem(Statement statement);
}
