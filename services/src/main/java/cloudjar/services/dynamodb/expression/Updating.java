package cloudjar.services.dynamodb.expression;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.ValidationException;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.dynamodb.value.AttributeValues;
import cloudjar.services.dynamodb.value.DynamoNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries out an update: every value is computed from the item as it was, then all are put in their places. */
public record Updating(Map<String, AttributeValue> before) {
    /**
     * The item as the update makes it.
     *
     * @throws ApiException {@code ValidationException} where values or paths are not what the update needs
     */
    public Map<String, AttributeValue> after(Update update) {
        Map<Path, Optional<AttributeValue>> changes = new LinkedHashMap<>();
        update.sets().forEach(put -> changes.put(put.path(), Optional.of(value(put.value()))));
        update.adds().forEach(amount -> changes.put(amount.path(), Optional.of(sum(amount))));
        update.deletes().forEach(amount -> amount.path()
                .in(before)
                .ifPresent(old -> changes.put(amount.path(), difference(old, amount.value()))));
        PathEdits edits = new PathEdits(before);
        changes.forEach((path, value) -> value.ifPresent(put -> edits.put(path, put)));
        List<Path> gone = new ArrayList<>(update.removes());
        changes.forEach((path, value) -> {
            if (value.isEmpty()) {
                gone.add(path);
            }
        });
        edits.remove(gone);
        return edits.item();
    }

    private AttributeValue value(Operand operand) {
        return switch (operand) {
            case Operand.Literal(AttributeValue value) -> value;
            case Operand.Attribute(Path path) -> path.in(before).orElseThrow(Updating::missingOperand);
            case Operand.Sum(Operand left, String sign, Operand right) -> computed(value(left), sign, value(right));
            case Operand.Call(String function, List<Operand> arguments) -> called(function, arguments);
            case Operand.Undefined() -> throw new IllegalStateException("an undefined value was let through");
        };
    }

    private AttributeValue called(String function, List<Operand> arguments) {
        if (function.equals("if_not_exists")) {
            Operand.Attribute attribute = (Operand.Attribute) arguments.getFirst();
            return attribute.path().in(before).orElseGet(() -> value(arguments.getLast()));
        }
        AttributeValue first = value(arguments.getFirst());
        AttributeValue second = value(arguments.getLast());
        if (!first.hasL() || !second.hasL()) {
            throw wrongOperand();
        }
        List<AttributeValue> joined = new ArrayList<>(first.l());
        joined.addAll(second.l());
        return AttributeValue.builder().l(joined).build();
    }

    private static AttributeValue computed(AttributeValue left, String sign, AttributeValue right) {
        if (left.n() == null || right.n() == null) {
            throw wrongOperand();
        }
        BigDecimal a = AttributeValues.number(left).value();
        BigDecimal b = AttributeValues.number(right).value();
        return AttributeValues.of(DynamoNumber.of(sign.equals("+") ? a.add(b) : a.subtract(b)));
    }

    private AttributeValue sum(Update.Amount amount) {
        Optional<AttributeValue> old = amount.path().in(before);
        AttributeValue more = amount.value();
        if (old.isEmpty()) {
            return more;
        }
        requireSameType(old.get(), more);
        return more.n() != null ? computed(old.get(), "+", more) : joined(old.get(), more);
    }

    private static AttributeValue joined(AttributeValue old, AttributeValue more) {
        AttributeValue.Builder joined = AttributeValue.builder();
        if (old.hasSs()) {
            Set<String> all = new LinkedHashSet<>(old.ss());
            all.addAll(more.ss());
            return joined.ss(List.copyOf(all)).build();
        }
        if (old.hasNs()) {
            Set<DynamoNumber> all = new LinkedHashSet<>();
            old.ns().forEach(number -> all.add(DynamoNumber.parse(number)));
            more.ns().forEach(number -> all.add(DynamoNumber.parse(number)));
            return joined.ns(all.stream().map(DynamoNumber::text).toList()).build();
        }
        Set<Bytes> all = new LinkedHashSet<>(old.bs());
        all.addAll(more.bs());
        return joined.bs(List.copyOf(all)).build();
    }

    /** What is left of a set; empty where nothing is. */
    private static Optional<AttributeValue> difference(AttributeValue old, AttributeValue less) {
        requireSameType(old, less);
        return left(old, less);
    }

    private static Optional<AttributeValue> left(AttributeValue old, AttributeValue less) {
        AttributeValue.Builder left = AttributeValue.builder();
        if (old.hasSs()) {
            List<String> rest = without(old.ss(), Set.copyOf(less.ss()));
            return rest.isEmpty() ? Optional.empty() : Optional.of(left.ss(rest).build());
        }
        if (old.hasNs()) {
            Set<DynamoNumber> gone = AttributeValues.numbers(less);
            List<String> rest = old.ns().stream()
                    .filter(number -> !gone.contains(DynamoNumber.parse(number)))
                    .toList();
            return rest.isEmpty() ? Optional.empty() : Optional.of(left.ns(rest).build());
        }
        List<Bytes> rest = without(old.bs(), Set.copyOf(less.bs()));
        return rest.isEmpty() ? Optional.empty() : Optional.of(left.bs(rest).build());
    }

    private static <T> List<T> without(List<T> all, Set<T> gone) {
        return all.stream().filter(element -> !gone.contains(element)).toList();
    }

    private static void requireSameType(AttributeValue old, AttributeValue operand) {
        if (!AttributeValues.type(old).equals(AttributeValues.type(operand))) {
            throw wrongOperand();
        }
    }

    private static ApiException missingOperand() {
        return new ValidationException(
                "The provided expression refers to an attribute that does not exist in the item");
    }

    private static ApiException wrongOperand() {
        return new ValidationException("An operand in the update expression has an incorrect data type");
    }
}
