package cloudjar.services.s3.select;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** An aggregate while rows come. Used by one thread. */
final class Total {
    private final String name;
    private long count;
    private BigDecimal sum = BigDecimal.ZERO;
    private @Nullable Object best;

    Total(String name) {
        this.name = name;
    }

    void add(@Nullable Object value) {
        if (value == null || Values.absent(value)) {
            return;
        }
        count++;
        switch (name) {
            case "SUM", "AVG" -> {
                BigDecimal number = Values.number(value);
                if (number == null) {
                    throw Values.badTypes(name);
                }
                sum = sum.add(number, MathContext.DECIMAL128);
            }
            case "MIN", "MAX" -> {
                Object old = best;
                Integer order = old == null ? null : Values.compare(value, old);
                boolean better = order != null && (name.equals("MIN") ? order < 0 : order > 0);
                if (old == null || better) {
                    best = value;
                }
            }
            default -> {}
        }
    }

    @Nullable
    Object value() {
        return switch (name) {
            case "COUNT" -> BigDecimal.valueOf(count);
            case "SUM" -> count == 0 ? null : sum;
            case "AVG" -> count == 0 ? null : sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
            default -> best;
        };
    }
}
