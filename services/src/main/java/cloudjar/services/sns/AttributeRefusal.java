package cloudjar.services.sns;

import cloudjar.kernel.shape.ApiException;

/** How a bad attribute is refused: where several are given AWS says in which parameter they stood. */
enum AttributeRefusal {
    /** In a map of attributes. */
    AMONG_OTHERS("Attributes Reason: "),
    /** As the only one of a call. */
    ALONE("");

    private final String place;

    AttributeRefusal(String place) {
        this.place = place;
    }

    /** The attribute's value is not what it should be. */
    ApiException of(String attribute, String reason) {
        return SnsErrors.invalid(place + attribute + ": " + reason);
    }

    /** There is no such attribute. */
    ApiException unknown(String attribute) {
        return this == ALONE
                ? SnsErrors.invalid("AttributeName")
                : SnsErrors.invalid("Attributes", "Unknown attribute: " + attribute);
    }

    /** Something about several attributes. */
    ApiException whole(String reason) {
        return SnsErrors.invalid(reason);
    }
}
