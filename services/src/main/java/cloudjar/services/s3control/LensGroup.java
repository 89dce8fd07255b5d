package cloudjar.services.s3control;

import cloudjar.api.s3control.MatchObjectAge;
import cloudjar.api.s3control.MatchObjectSize;
import cloudjar.api.s3control.StorageLensGroup;
import cloudjar.api.s3control.StorageLensGroupAndOperator;
import cloudjar.api.s3control.StorageLensGroupFilter;
import cloudjar.api.s3control.StorageLensGroupOrOperator;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects that views of what an account stores put together.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-lens-groups.html">Working with S3 Storage Lens groups</a>
 */
final class LensGroup {
    private static final int LISTED_MAX = 10;

    private LensGroup() {}

    static String arn(Call call, String name) {
        return Arn.of("s3", call.region(), call.account(), "storage-lens-group/" + name)
                .toString();
    }

    /** Refuses what AWS refuses. */
    static void require(StorageLensGroup asked, @Nullable String name) {
        if (name != null && !asked.name().equals(name)) {
            throw LensErrors.otherName();
        }
        StorageLensGroupFilter filter = asked.filter();
        long elements = count(
                filter.matchAnyPrefix(),
                filter.matchAnySuffix(),
                filter.matchAnyTag(),
                filter.matchObjectAge(),
                filter.matchObjectSize());
        StorageLensGroupAndOperator and = filter.and();
        StorageLensGroupOrOperator or = filter.or();
        if (elements + (and == null ? 0 : 1) + (or == null ? 0 : 1) != 1) {
            throw LensErrors.noFilter();
        }
        require(filter.matchObjectAge(), filter.matchObjectSize());
        if (and != null) {
            requireTwo(count(
                    and.matchAnyPrefix(),
                    and.matchAnySuffix(),
                    and.matchAnyTag(),
                    and.matchObjectAge(),
                    and.matchObjectSize()));
            require(and.matchObjectAge(), and.matchObjectSize());
        }
        if (or != null) {
            requireTwo(count(
                    or.matchAnyPrefix(),
                    or.matchAnySuffix(),
                    or.matchAnyTag(),
                    or.matchObjectAge(),
                    or.matchObjectSize()));
            require(or.matchObjectAge(), or.matchObjectSize());
        }
    }

    private static long count(
            List<?> prefixes,
            List<?> suffixes,
            List<?> tags,
            @Nullable MatchObjectAge age,
            @Nullable MatchObjectSize size) {
        if (Stream.of(prefixes, suffixes, tags).anyMatch(list -> list.size() > LISTED_MAX)) {
            throw LensErrors.tooManyElements();
        }
        return Stream.of(prefixes, suffixes, tags)
                        .filter(list -> !list.isEmpty())
                        .count()
                + (age == null ? 0 : 1)
                + (size == null ? 0 : 1);
    }

    private static void requireTwo(long operands) {
        if (operands < 2) {
            throw LensErrors.oneOperand();
        }
    }

    private static void require(@Nullable MatchObjectAge age, @Nullable MatchObjectSize size) {
        boolean fits = (age == null || ordered(age.daysGreaterThan(), age.daysLessThan()))
                && (size == null || ordered(size.bytesGreaterThan(), size.bytesLessThan()));
        if (!fits) {
            throw LensErrors.wrongNumbers();
        }
    }

    private static boolean ordered(@Nullable Number more, @Nullable Number less) {
        return more == null || less == null || more.longValue() < less.longValue();
    }
}
