package cloudjar.kernel.policy;

import java.util.List;

/** What came of reading a policy. */
public sealed interface PolicyParse {
    /** The policy is well formed. */
    record Accepted(PolicyDocument document) implements PolicyParse {}

    /**
     * The policy is not well formed.
     *
     * @param problems never empty; the first is the one that AWS tells
     */
    record Refused(List<PolicyProblem> problems) implements PolicyParse {
        public Refused {
            problems = List.copyOf(problems);
        }

        /** The problem that AWS tells. */
        public PolicyProblem first() {
            return problems.getFirst();
        }
    }
}
