package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.PutEventSelectorsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What selectors may ask for.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html">PutEventSelectors</a>
 */
final class SelectorRules {
    private static final Set<String> BASIC_TYPES =
            Set.of(DataOperations.S3_OBJECT, DataOperations.FUNCTION, DataOperations.TABLE);
    private static final Set<String> WAYS = Set.of("All", "ReadOnly", "WriteOnly");
    private static final Set<String> FIELDS = Set.of(
            "eventCategory",
            "eventName",
            "eventSource",
            "eventType",
            "readOnly",
            "resources.ARN",
            "resources.type",
            "sessionCredentialFromConsole",
            "userIdentity.arn");

    private SelectorRules() {}

    /** The selectors of a request. */
    static List<Selector> read(PutEventSelectorsRequest in) {
        if (!in.eventSelectors().isEmpty() && !in.advancedEventSelectors().isEmpty()) {
            throw CloudTrailErrors.bothKindsOfSelectors();
        }
        if (in.eventSelectors().isEmpty() && in.advancedEventSelectors().isEmpty()) {
            throw CloudTrailErrors.selectors("At least one event selector is required.");
        }
        List<Selector> selectors = new ArrayList<>();
        in.eventSelectors().forEach(one -> selectors.add(checked(Selector.Basic.of(one))));
        in.advancedEventSelectors().forEach(one -> selectors.add(checked(Selector.Advanced.of(one))));
        checkSizes(selectors);
        return selectors;
    }

    private static void checkSizes(List<Selector> selectors) {
        long basic = 0;
        int resources = 0;
        int values = 0;
        for (Selector selector : selectors) {
            switch (selector) {
                case Selector.Basic one -> {
                    basic++;
                    resources += one.resources();
                }
                case Selector.Advanced one ->
                    values +=
                            one.fields().stream().mapToInt(FieldSelector::size).sum();
            }
        }
        if (basic > CloudTrailLimits.EVENT_SELECTORS.current()) {
            throw CloudTrailErrors.selectors(
                    "A trail can have at most " + CloudTrailLimits.EVENT_SELECTORS.current() + " event selectors.");
        }
        if (resources > CloudTrailLimits.DATA_RESOURCES.current()) {
            throw CloudTrailErrors.selectors("A trail can have at most " + CloudTrailLimits.DATA_RESOURCES.current()
                    + " data resources in all its event selectors.");
        }
        if (values > CloudTrailLimits.SELECTOR_VALUES.current()) {
            throw CloudTrailErrors.selectors("A trail can have at most " + CloudTrailLimits.SELECTOR_VALUES.current()
                    + " values in all its advanced event selectors.");
        }
    }

    private static Selector.Basic checked(Selector.Basic selector) {
        if (!WAYS.contains(selector.readWriteType())) {
            throw CloudTrailErrors.selectors("The ReadWriteType must be All, ReadOnly or WriteOnly.");
        }
        for (String type : selector.data().keySet()) {
            if (!BASIC_TYPES.contains(type)) {
                throw CloudTrailErrors.selectors("Resource type " + type + " is not valid for event selectors.");
            }
        }
        return selector;
    }

    private static Selector.Advanced checked(Selector.Advanced selector) {
        for (FieldSelector field : selector.fields()) {
            if (!FIELDS.contains(field.field())) {
                throw CloudTrailErrors.selectors(
                        "Field " + field.field() + " is not valid for advanced event selectors.");
            }
            if (field.size() == 0) {
                throw CloudTrailErrors.selectors("Field " + field.field() + " has no operator.");
            }
        }
        FieldSelector category = field(selector, "eventCategory")
                .filter(field -> field.equal().size() == 1 && field.size() == 1)
                .orElseThrow(() -> CloudTrailErrors.selectors(
                        "An advanced event selector needs the field eventCategory with one value of Equals."));
        String value = category.equal().getFirst();
        boolean data = value.equals(EventKind.DATA.category());
        if (!data && !value.equals(EventKind.MANAGEMENT.category())) {
            throw CloudTrailErrors.selectors("The eventCategory " + value + " is not valid for a trail.");
        }
        if (data && field(selector, "resources.type").isEmpty()) {
            throw CloudTrailErrors.selectors(
                    "An advanced event selector for data events needs the field resources.type.");
        }
        return selector;
    }

    private static Optional<FieldSelector> field(Selector.Advanced selector, String name) {
        return selector.fields().stream()
                .filter(field -> field.field().equals(name))
                .findFirst();
    }
}
