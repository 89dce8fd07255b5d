package cloudjar.services.sqs;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Structure;
import java.util.List;
import java.util.Map;

/** What a request must contain; nothing else of the model is checked before an operation looks at its input. */
final class RequiredParameters {
    private RequiredParameters() {}

    /**
     * Checks an input and what it contains.
     *
     * @throws cloudjar.kernel.shape.ApiException MissingParameter for the first that is absent
     */
    static void check(Structure in) {
        check(in, "");
    }

    private static void check(Structure in, String prefix) {
        for (Member member : in.schema().members()) {
            Object value = in.get(member);
            switch (value) {
                case null -> {
                    if (member.required()) {
                        throw SqsErrors.missingParameter(prefix + member.name());
                    }
                }
                case List<?> list -> checkEach(list, prefix);
                case Map<?, ?> map -> checkEach(map.values(), prefix + member.name() + ".");
                default -> {
                    // A value without members of its own.
                }
            }
        }
    }

    private static void checkEach(Iterable<?> values, String prefix) {
        int number = 0;
        for (Object value : values) {
            number++;
            if (!(value instanceof Structure structure)) {
                return;
            }
            check(structure, prefix + structure.schema().name() + "." + number + ".");
        }
    }
}
