package cloudjar.services.s3;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Structure;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The one thing that S3 checks of a document against its schema: that nothing required is missing. */
final class WellFormed {
    private WellFormed() {}

    /** Refuses a request whose document lacks what it must have. */
    static void require(Structure request) {
        for (Member member : request.schema().members()) {
            Object value = request.get(member);
            if (value == null && member.required()) {
                throw S3Errors.malformedXml();
            }
            requireWithin(value);
        }
    }

    private static void requireWithin(@Nullable Object value) {
        switch (value) {
            case Structure structure -> require(structure);
            case Collection<?> values -> values.forEach(WellFormed::requireWithin);
            case null, default -> {
                // Plain values have nothing in them that could be missing.
            }
        }
    }
}
