package cloudjar.kernel.policy;

import java.util.List;

/**
 * The actions or the resources that a statement is about.
 *
 * @param patterns as written, wildcards and variables included
 */
public record Selection(Sense sense, List<String> patterns) {
    public Selection {
        patterns = List.copyOf(patterns);
    }
}
