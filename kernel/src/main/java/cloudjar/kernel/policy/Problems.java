package cloudjar.kernel.policy;

import cloudjar.kernel.policy.PolicyProblem.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found so far in one document. */
final class Problems {
    private final Wording wording;
    private final List<PolicyProblem> found = new ArrayList<>();

    Problems(Wording wording) {
        this.wording = wording;
    }

    void add(Code code, String path, String value) {
        found.add(new PolicyProblem(code, wording.of(code, value), path, value));
    }

    boolean any() {
        return !found.isEmpty();
    }

    /** In the order in which AWS finds them. */
    List<PolicyProblem> inOrder() {
        return found.stream().sorted(Comparator.comparing(PolicyProblem::code)).toList();
    }
}
