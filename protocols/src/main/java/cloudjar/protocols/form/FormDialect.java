package cloudjar.protocols.form;

import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.Member;

/** What the two query protocols do not agree on. */
public interface FormDialect {
    /** The name of a member in requests. */
    String name(Member member);

    /** Whether the elements of a list or map stand directly under the member's own name. */
    boolean flattened(Member member);

    /** What to make of indices that skip some. */
    Gaps gaps();

    /** The answer to a request whose parameters do not fit the input. */
    CommonException malformed(Problem problem, String parameter, String detail);

    /** What happens to the places that a list's indices skip. */
    enum Gaps {
        /** They are closed. */
        CLOSED,
        /** They are filled with empty elements, up to a limit, as AWS's common framework does. */
        PADDED
    }

    /** What is wrong with a parameter. */
    enum Problem {
        /** The form of the names: an index, a missing key, a value where there should be more names. */
        SHAPE,
        /** A value that is none of its type. */
        VALUE
    }
}
